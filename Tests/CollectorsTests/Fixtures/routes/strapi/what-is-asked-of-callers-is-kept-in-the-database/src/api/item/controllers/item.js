'use strict';
const { createCoreController } = require('@strapi/strapi').factories;

module.exports = createCoreController('api::item.item', ({ strapi }) => ({
  async findOne(ctx) {
    ctx.body = await strapi.entityService.findOne('api::item.item', ctx.params.id);
  },
}));
