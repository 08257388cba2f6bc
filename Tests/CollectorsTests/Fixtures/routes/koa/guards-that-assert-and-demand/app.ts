import Koa from "koa";
import Router from "koa-router";
import assert from "http-assert";
import { jwtVerify } from "jose";
import { getEnv } from "@example/tools";

const key = new Uint8Array();
const isProduction = getEnv("NODE_ENV") === "production";
const developer = getEnv("DEVELOPER");

const asserted = async (ctx, next) => {
  assert(ctx.headers.authorization === process.env.API_KEY, 401, "sign in");
  await next();
};

// Says nothing of who is calling.
const wellFormed = async (ctx, next) => {
  assert(ctx.request.body.name, 401, "a name is missing");
  await next();
};

const caller = async (ctx) => {
  if (!isProduction) return { id: "1" };
  const { payload } = await jwtVerify(ctx.headers.authorization, key);
  return { id: payload.sub };
};

const signedIn = async (ctx, next) => {
  ctx.state.user = await caller(ctx);
  await next();
};

const callerOrDeveloper = async (ctx) => {
  if (developer) return { id: developer };
  const { payload } = await jwtVerify(ctx.headers.authorization, key);
  return { id: payload.sub };
};

const signedInOrDeveloper = async (ctx, next) => {
  ctx.state.user = await callerOrDeveloper(ctx);
  await next();
};

// Callers who cannot set headers send their token along.
const withToken = async (ctx, next) => {
  if (ctx.request.query.token !== process.env.FEED_TOKEN) ctx.throw(401);
  await next();
};

const answer = async (ctx) => {
  ctx.body = [];
};

const router = new Router();
router.get("/asserted", asserted, answer);
router.get("/formed", wellFormed, answer);
router.get("/signed-in", signedIn, answer);
router.get("/developed", signedInOrDeveloper, answer);
router.get("/feed", withToken, answer);
router.post("/devices", async (ctx) => {
  // Nothing but something the caller wants to be kept.
  if (!ctx.request.body.token) ctx.throw(404);
  ctx.body = ctx.request.body.token;
});

const app = new Koa();
app.use(router.routes());
app.listen(3000);
