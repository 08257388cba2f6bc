const { Pool } = require('pg');

class Query {
  constructor(pool, table) {
    Object.assign(this, { pool, table, conditions: {}, verb: 'SELECT *', isOne: false });
  }

  where(conditions) {
    Object.assign(this.conditions, conditions);
    return this;
  }

  first() {
    this.isOne = true;
    return this;
  }

  del() {
    this.verb = 'DELETE';
    return this;
  }

  then(resolve, reject) {
    const names = Object.keys(this.conditions);
    const tests = names.map((name, index) => `${name} = $${index + 1}`).join(' AND ') || 'true';
    return this.pool
      .query(`${this.verb} FROM ${this.table} WHERE ${tests}`, Object.values(this.conditions))
      .then(({ rows }) => (this.isOne ? rows[0] : rows))
      .then(resolve, reject);
  }
}

module.exports = () => {
  const pool = new Pool();
  const raw = (text, values) => {
    let count = 0;
    return pool.query(values ? text.replace(/\?/g, () => `$${++count}`) : text, values);
  };
  return Object.assign((table) => new Query(pool, table), { raw, destroy: () => pool.end() });
};
