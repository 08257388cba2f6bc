exports.up = async (knex) => {
  await knex.schema.createTable('people', (table) => {
    table.increments('id')
    table.string('email').notNullable().unique()
    table.string('full_name').notNullable()
    table.timestamps(true, true)
  })
  await knex.schema.createTable('orders', (table) => {
    table.increments('id')
    table.integer('person_id').notNullable().references('id').inTable('people')
    table.string('shipping_address')
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now())
  })
  await knex.schema.createTable('order_lines', (table) => {
    table.increments('id')
    table.integer('order_id').notNullable().references('id').inTable('orders').onDelete('CASCADE')
    table.string('item').notNullable()
  })
}

exports.down = async (knex) => {
  await knex.schema.dropTable('order_lines')
  await knex.schema.dropTable('orders')
  await knex.schema.dropTable('people')
}
