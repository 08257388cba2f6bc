import Koa from 'koa';
import jwt from 'koa-jwt';
import Router from 'koa-router';

const app = new Koa();
const router = new Router({ prefix: '/api' });

router.post('/login', (ctx) => {
  ctx.body = { token: 'issued' };
});
router.get('/public/:page', (ctx) => {
  ctx.body = ctx.params.page;
});
router.get('/invoices', (ctx) => {
  ctx.body = [];
});

app.use(jwt({ secret: process.env.SECRET }).unless({ path: ['/api/login', /^\/api\/public/] }));
app.use(router.routes());
