import type Router from "koa-router";

// Nobody knows which router it is given.
export function extra(router: Router) {
  router.get("/extra", async (ctx) => {
    ctx.body = [];
  });
}
