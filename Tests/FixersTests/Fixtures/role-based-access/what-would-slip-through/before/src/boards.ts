import { pool } from './db';

export async function allBoards() {
  return (await pool.query('SELECT * FROM boards')).rows;
}
