import pg from "pg"

const pool = new pg.Pool()

export default pool
