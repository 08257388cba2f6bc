import Koa from "koa";
import mount from "koa-mount";
import api from "./routes/api";
import { statusApp } from "./routes/status";

export default function init(app: Koa = new Koa(), server?: unknown) {
  app.use(mount("/api", api));
  app.use(mount("/status", statusApp()));
  return app;
}
