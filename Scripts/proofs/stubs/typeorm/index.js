// Enough of TypeORM to reach PostgreSQL: entities by their decorators, and conditions of equality,
// In and relations.
const { Pool } = require('pg');

const entities = new Map();
const of = (type) => {
  if (!entities.has(type)) entities.set(type, { relations: {}, joins: {}, columns: {} });
  return entities.get(type);
};
const nothing = () => () => undefined;

class FindOperator {
  constructor(values) {
    this.values = values;
  }
}

class Builder {
  constructor(repository, alias) {
    Object.assign(this, { repository, alias, tests: [], parameters: {}, order: '' });
  }

  where(text, parameters) {
    this.tests.push(text);
    Object.assign(this.parameters, parameters);
    return this;
  }

  andWhere(text, parameters) {
    return this.where(text, parameters);
  }

  orderBy(column) {
    this.order = ` ORDER BY ${column.replace('.', '."')}"`;
    return this;
  }

  async getMany() {
    const values = [];
    const tests = this.tests.map((test) =>
      test
        .replace(/:(\.\.\.)?(\w+)/g, (_, spread, name) => {
          const given = spread ? this.parameters[name] : [this.parameters[name]];
          return given.map((value) => `$${values.push(value)}`).join(', ');
        })
        .replace(new RegExp(`\\b${this.alias}\\.(\\w+)`, 'g'), `${this.alias}."$1"`),
    );
    const { table } = this.repository;
    const text = `SELECT ${this.alias}.* FROM ${table} ${this.alias} WHERE ${tests.join(' AND ') || 'true'}${this.order}`;
    return this.repository.rows(text, values);
  }

  async getOne() {
    return (await this.getMany())[0] ?? null;
  }
}

class Repository {
  constructor(source, type) {
    Object.assign(this, { source, type, table: `"${of(type).table ?? type.name.toLowerCase()}"` });
  }

  rows(text, values) {
    return this.source.query(text, values).then((rows) => rows.map((row) => Object.assign(new this.type(), this.read(row))));
  }

  /** A row by the names of properties, with what transformers make of the values. */
  read(row) {
    const result = { ...row };
    for (const [name, { column, transformer }] of Object.entries(of(this.type).columns)) {
      if (!(column in row)) continue;
      delete result[column];
      result[name] = transformer ? transformer.from(row[column]) : row[column];
    }
    return result;
  }

  /** The other way round. */
  written(row) {
    const columns = of(this.type).columns;
    return Object.fromEntries(
      Object.entries(row).map(([name, value]) => {
        const { column, transformer } = columns[name] ?? { column: name };
        return [column, transformer ? transformer.to(value) : value];
      }),
    );
  }

  condition(where, values, type = this.type, alias = 't') {
    const { relations, joins } = of(type);
    const tests = Object.entries(where ?? {}).flatMap(([name, value]) => {
      if (value === undefined) return [];
      if (value instanceof FindOperator) return [`${alias}."${name}" = ANY($${values.push(value.values)})`];
      if (relations[name]) {
        const other = relations[name]();
        const join = joins[name] ?? `${name}Id`;
        const inner = this.condition(value, values, other, `"${name}"`);
        const table = `"${of(other).table}" AS "${name}"`;
        return [`EXISTS (SELECT FROM ${table} WHERE "${name}".id = ${alias}."${join}" AND ${inner})`];
      }
      return [`${alias}."${name}" = $${values.push(value)}`];
    });
    return tests.join(' AND ') || 'true';
  }

  find({ where, order } = {}) {
    const values = [];
    const by = order ? ` ORDER BY t."${Object.keys(order)[0]}"` : '';
    return this.rows(`SELECT t.* FROM ${this.table} AS t WHERE ${this.condition(where, values)}${by}`, values);
  }

  findBy(where) {
    return this.find({ where });
  }

  async findOne(options) {
    return (await this.find(options))[0] ?? null;
  }

  findOneBy(where) {
    return this.findOne({ where });
  }

  async findOneByOrFail(where) {
    const found = await this.findOneBy(where);
    if (!found) throw new Error('EntityNotFoundError');
    return found;
  }

  async countBy(where) {
    return (await this.findBy(where)).length;
  }

  create(data) {
    return Object.assign(new this.type(), data);
  }

  async save(entity) {
    const { relations, joins } = of(this.type);
    let row = {};
    for (const [name, value] of Object.entries(entity)) {
      if (relations[name]) row[joins[name] ?? `${name}Id`] = value.id;
      else row[name] = value;
    }
    row = this.written(row);
    const names = Object.keys(row).map((name) => `"${name}"`);
    const marks = names.map((_, index) => `$${index + 1}`);
    const set = names.map((name) => `${name} = excluded.${name}`);
    const [saved] = await this.rows(
      `INSERT INTO ${this.table} (${names}) VALUES (${marks}) ON CONFLICT (id) DO UPDATE SET ${set} RETURNING *`,
      Object.values(row),
    );
    return saved;
  }

  async delete(criteria) {
    const values = [];
    const where = typeof criteria === 'object' ? criteria : { id: criteria };
    await this.source.query(`DELETE FROM ${this.table} AS t WHERE ${this.condition(where, values)}`, values);
  }

  async update(criteria, given) {
    const data = this.written(given);
    const values = Object.values(data);
    const set = Object.keys(data).map((name, index) => `"${name}" = $${index + 1}`);
    await this.source.query(`UPDATE ${this.table} AS t SET ${set} WHERE ${this.condition(criteria, values)}`, values);
  }

  createQueryBuilder(alias) {
    return new Builder(this, alias);
  }
}

class DataSource {
  isInitialized = false;

  async initialize() {
    this.pool ??= new Pool();
    this.isInitialized = true;
    return this;
  }

  async transaction(work) {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work({ query: async (text, values) => (await client.query(text, values)).rows });
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  destroy() {
    return this.pool.end();
  }

  query(text, parameters) {
    this.pool ??= new Pool();
    return this.pool.query(text, parameters).then(({ rows }) => rows);
  }

  getRepository(type) {
    return new Repository(this, type);
  }
}

const relation = (target) => (prototype, name) => {
  of(prototype.constructor).relations[name] = target;
};

module.exports = {
  DataSource,
  Repository,
  Entity: (name) => (type) => void (of(type).table = name ?? type.name.toLowerCase()),
  Column: (...options) => (prototype, name) => {
    const { name: column = name, transformer } = options.find((option) => typeof option === 'object') ?? {};
    of(prototype.constructor).columns[name] = { column, transformer };
  },
  PrimaryColumn: nothing,
  PrimaryGeneratedColumn: nothing,
  ManyToOne: relation,
  JoinColumn: ({ name }) => (prototype, property) => {
    of(prototype.constructor).joins[property] = name;
  },
  In: (values) => new FindOperator(values),
};
