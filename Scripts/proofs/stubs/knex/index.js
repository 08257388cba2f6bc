// Enough of Knex to reach PostgreSQL: conditions of equality and of raw SQL, joined by AND.
const { Pool } = require('pg');

class Raw {
  constructor(pool, text, bindings = []) {
    Object.assign(this, { pool, text, bindings });
  }

  then(resolve, reject) {
    let count = 0;
    const text = this.bindings.length ? this.text.replace(/\?/g, () => `$${++count}`) : this.text;
    return this.pool.query(text, this.bindings).then(resolve, reject);
  }
}

class Query {
  constructor(pool, table) {
    Object.assign(this, { pool, table, tests: [], values: [], verb: 'select', data: {}, rest: '', isOne: false });
  }

  where(...given) {
    const [first] = given;
    if (first instanceof Raw) {
      this.tests.push(`(${first.text})`);
      this.values.push(...first.bindings);
    } else if (typeof first === 'object') {
      for (const [name, value] of Object.entries(first)) this.where(name, value);
    } else {
      this.tests.push(`${first} ${given.length > 2 ? given[1] : '='} ?`);
      this.values.push(given[given.length - 1]);
    }
    return this;
  }

  orderBy(column) {
    this.rest = ` ORDER BY ${column}`;
    return this;
  }

  select() {
    return this;
  }

  first() {
    this.isOne = true;
    return this;
  }

  insert(data) {
    return Object.assign(this, { verb: 'insert', data });
  }

  update(data) {
    return Object.assign(this, { verb: 'update', data });
  }

  del() {
    return Object.assign(this, { verb: 'delete' });
  }

  returning() {
    return this;
  }

  then(resolve, reject) {
    const names = Object.keys(this.data);
    const condition = this.tests.join(' AND ') || 'true';
    const texts = {
      select: `SELECT * FROM ${this.table} WHERE ${condition}${this.rest}`,
      insert: `INSERT INTO ${this.table} (${names}) VALUES (${names.map(() => '?')}) RETURNING *`,
      update: `UPDATE ${this.table} SET ${names.map((name) => `${name} = ?`)} WHERE ${condition} RETURNING *`,
      delete: `DELETE FROM ${this.table} WHERE ${condition}`,
    };
    let count = 0;
    const text = texts[this.verb].replace(/\?/g, () => `$${++count}`);
    return this.pool
      .query(text, [...Object.values(this.data), ...(this.verb === 'insert' ? [] : this.values)])
      .then(({ rows }) => (this.isOne ? rows[0] : rows))
      .then(resolve, reject);
  }
}

module.exports = () => {
  const pool = new Pool();
  const raw = (text, bindings) => new Raw(pool, text, bindings);
  const transaction = async (work) => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work({ raw: (text, bindings) => new Raw(client, text, bindings) });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
  return Object.assign((table) => new Query(pool, table), { raw, transaction, destroy: () => pool.end() });
};
