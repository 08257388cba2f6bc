const { Pool } = require('pg');

class PrismaClient {
  pool = new Pool();

  article = {
    findFirst: ({ where }) =>
      this.pool
        .query('SELECT * FROM "Article" WHERE id = $1 AND "authorId" = $2', [where.id, where.authorId])
        .then(({ rows }) => rows[0] ?? null),
  };

  $executeRaw(strings, ...values) {
    const text = strings.reduce((left, right, index) => `${left}$${index}${right}`);
    return this.pool.query(text, values).then(({ rowCount }) => rowCount);
  }

  $disconnect() {
    return this.pool.end();
  }
}

module.exports = { PrismaClient };
