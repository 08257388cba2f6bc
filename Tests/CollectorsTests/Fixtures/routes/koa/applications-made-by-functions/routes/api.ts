import Koa from "koa";
import Router from "koa-router";

const api = new Koa();
const router = new Router();

api.use(async (ctx, next) => {
  if (!ctx.cookies.get("session")) ctx.throw(401);
  await next();
});

router.get("/notes", async (ctx) => {
  ctx.body = [];
});

api.use(router.routes());

export default api;
