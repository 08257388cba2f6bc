import pg from 'pg';

/** Größe des Pools: klein. */
const database = new pg.Pool({ max: 4 });

export default database;
