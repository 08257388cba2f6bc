exports.up = async (knex) => {
  await knex.schema.createTable('users', (table) => {
    table.increments('id');
    table.enu('role', ['admin', 'manager', 'member']).notNullable().defaultTo('member');
    table.integer('team_id');
  });
  await knex.schema
    .createTable('projects', (table) => {
      table.increments();
      table.text('title').notNullable();
      table.integer('owner_id').notNullable().references('id').inTable('users');
    })
    .createTable('tasks', function (t) {
      t.increments('id');
      t.text('title').notNullable();
      t.integer('project_id').unsigned().notNullable();
      t.foreign('project_id').references('projects.id');
    });
  await knex.schema.createTable('settings', (table) => {
    table.string('name').primary();
    table.text('value').notNullable();
  });
};

exports.down = (knex) => knex.schema.dropTable('settings').dropTable('tasks').dropTable('projects').dropTable('users');
