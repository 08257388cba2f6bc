const Router = require('@koa/router');

const posts = new Router();
posts.get('/', (ctx) => {
  ctx.body = [];
});

const users = new Router();
users.prefix('/users');
users.get('/:id', (ctx) => {
  ctx.body = { id: ctx.params.id };
});
users.use('/:id/posts', posts.routes(), posts.allowedMethods());

module.exports = users;
