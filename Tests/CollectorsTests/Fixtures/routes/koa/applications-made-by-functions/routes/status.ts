import Koa from "koa";
import Router from "koa-router";

// Makes an application as well, but somebody mounts it.
export function statusApp() {
  const app = new Koa();
  const router = new Router();
  router.get("/queue", async (ctx) => {
    ctx.body = "idle";
  });
  app.use(router.routes());
  return app;
}
