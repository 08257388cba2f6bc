// Enough of Prisma's client to reach PostgreSQL: tables are named like models, and the relation
// `project` is kept in the column `projectId`.
const { Pool } = require('pg');

const title = (name) => `"${name[0].toUpperCase()}${name.slice(1)}"`;

/** The condition of a `where`, with its values added to a list. */
function condition(where, values, alias) {
  const tests = Object.entries(where ?? {}).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (name === 'AND') return [value].flat().map((part) => condition(part, values, alias));
    if (value !== null && typeof value === 'object') {
      if (Object.keys(value).length === 0) return [];
      if ('in' in value) {
        values.push(value.in);
        return [`${alias}."${name}" = ANY($${values.length})`];
      }
      return [
        `EXISTS (SELECT FROM ${title(name)} AS "${name}" WHERE "${name}".id = ${alias}."${name}Id"
          AND ${condition(value, values, `"${name}"`)})`,
      ];
    }
    values.push(value);
    return [`${alias}."${name}" = $${values.length}`];
  });
  return tests.length === 0 ? 'true' : `(${tests.join(' AND ')})`;
}

class NotFound extends Error {
  code = 'P2025';
}

class Model {
  constructor(pool, name) {
    Object.assign(this, { pool, table: title(name) });
  }

  async run(text, where, values = []) {
    const test = condition(where, values, 't');
    const { rows } = await this.pool.query(text.replace('?', test), values);
    return rows;
  }

  findMany({ where, orderBy } = {}) {
    const order = orderBy ? ` ORDER BY t."${Object.keys(orderBy)[0]}"` : '';
    return this.run(`SELECT t.* FROM ${this.table} AS t WHERE ?${order}`, where);
  }

  async findFirst(query) {
    return (await this.findMany(query))[0] ?? null;
  }

  findUnique(query) {
    return this.findFirst(query);
  }

  async count({ where } = {}) {
    return (await this.findMany({ where })).length;
  }

  async create({ data }) {
    const row = {};
    for (const [name, value] of Object.entries(data)) {
      if (value?.connect) row[`${name}Id`] = value.connect.id;
      else row[name] = value;
    }
    const names = Object.keys(row).map((name) => `"${name}"`);
    const marks = names.map((_, index) => `$${index + 1}`);
    const text = `INSERT INTO ${this.table} (${names}) VALUES (${marks}) RETURNING *`;
    return (await this.pool.query(text, Object.values(row))).rows[0];
  }

  async update({ where, data: given, include }) {
    // Rows of a relation such as `visits` are kept in the table `Visit`, by this one's key.
    const many = (name) => new Model(this.pool, name.replace(/s$/, ''));
    const key = `${this.table[1].toLowerCase()}${this.table.slice(2, -1)}Id`;
    const data = Object.fromEntries(Object.entries(given).filter(([, value]) => !value?.create));
    for (const [name, value] of Object.entries(given)) {
      if (value?.create) for (const row of [value.create].flat()) await many(name).create({ data: { ...row, [key]: where.id } });
    }
    if (Object.keys(data).length === 0) {
      const row = await this.findFirst({ where });
      for (const name of Object.keys(include ?? {})) row[name] = await many(name).findMany({ where: { [key]: where.id } });
      return row;
    }
    const values = Object.values(data);
    const set = Object.keys(data).map((name, index) => `"${name}" = $${index + 1}`);
    const rows = await this.run(`UPDATE ${this.table} AS t SET ${set} WHERE ? RETURNING *`, where, values);
    if (rows.length === 0) throw new NotFound('no row to update');
    return rows[0];
  }

  async delete({ where }) {
    const rows = await this.run(`DELETE FROM ${this.table} AS t WHERE ? RETURNING *`, where);
    if (rows.length === 0) throw new NotFound('no row to delete');
    return rows[0];
  }
}

class PrismaClient {
  constructor() {
    this.pool = new Pool();
    return new Proxy(this, {
      get: (target, name) => {
        if (name in target || typeof name !== 'string' || name === 'then' || name.startsWith('on')) return target[name];
        return (target[name] = new Model(target.pool, name));
      },
    });
  }

  async $connect() {}

  /** Every operation on every model goes through what extends the client. */
  $extends({ query }) {
    const own = query.$allModels.$allOperations;
    return new Proxy(this, {
      get: (target, name) => {
        const found = target[name];
        if (!(found instanceof Model)) return typeof found === 'function' ? found.bind(target) : found;
        const model = name[0].toUpperCase() + name.slice(1);
        return new Proxy(found, {
          get: (rows, operation) => (args = {}) =>
            own({ model, operation, args, query: (changed) => rows[operation](changed) }),
        });
      },
    });
  }

  async $transaction(work) {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work({
        $queryRawUnsafe: async (text, ...values) => {
          const { rows } = await client.query(text, values);
          // Prisma gives 64-bit numbers as such.
          const big = ([name, value]) => [name, /^\d+$/.test(value) ? BigInt(value) : value];
          return rows.map((row) => Object.fromEntries(Object.entries(row).map(big)));
        },
      });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  $executeRaw(strings, ...values) {
    const text = strings.reduce((left, right, index) => `${left}$${index}${right}`);
    return this.pool.query(text, values).then(({ rowCount }) => rowCount);
  }

  $disconnect() {
    return this.pool.end();
  }
}

module.exports = { PrismaClient };
