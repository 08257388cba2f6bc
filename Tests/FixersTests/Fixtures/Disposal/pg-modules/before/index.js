import database from './lib/database.js';

const { rows } = await database.query('SELECT count(*) FROM people');
console.log(rows);
