import { pool } from './db';
import { Reach } from './authorize';

export async function allBoards(reach: Reach) {
  return (await pool.query(
    `SELECT * FROM boards
     WHERE (owner_id = ANY($1) OR $1 IS NULL)`,
    [reach.owners],
  )).rows;
}
