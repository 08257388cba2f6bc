const Koa = require('koa');
const mount = require('koa-mount');
const compose = require('koa-compose');
const Router = require('@koa/router');
const users = require('./users');

const app = new Koa();
const open = new Router();
open.get('/health', (ctx) => {
  ctx.body = 'ok';
});

async function requireUser(ctx, next) {
  if (!ctx.state.user) ctx.throw(401);
  await next();
}

async function requireAdmin(ctx, next) {
  if (ctx.state.user.role !== 'admin') {
    ctx.status = 403;
    return;
  }
  await next();
}

const admin = new Koa();
const adminRouter = new Router({ prefix: '/settings' });
adminRouter.put('settings', '/:key', (ctx) => {
  ctx.body = { key: ctx.params.key };
});
admin.use(compose([requireUser, requireAdmin]));
admin.use(adminRouter.routes());

app.use(open.routes()).use(open.allowedMethods());
app.use(mount('/admin', admin));
app.use(requireUser);
app.use(users.routes());
app.listen(3000);
