const { Pool } = require('pg');

const nothing = () => () => undefined;

class DataSource {
  async initialize() {
    this.pool = new Pool();
    return this;
  }

  query(text, parameters) {
    return this.pool.query(text, parameters).then(({ rows }) => rows);
  }

  getRepository() {
    const findOneBy = ({ id, ownerId }) =>
      this.query('SELECT * FROM note WHERE id = $1 AND "ownerId" = $2', [id, ownerId]).then((rows) => rows[0] ?? null);
    return { findOneBy };
  }
}

module.exports = { DataSource, Entity: nothing, Column: nothing, PrimaryGeneratedColumn: nothing };
