exports.up = (knex) =>
  knex.schema.createTable('books', (table) => {
    table.increments('id');
    table.integer('owner_id').notNullable();
    table.string('title').notNullable();
  });

exports.down = (knex) => knex.schema.dropTable('books');
