import express from 'express';

export class PromiseRouter {
  constructor(routes = []) {
    this.routes = routes;
    this.mountRoutes();
  }

  mountRoutes() {}

  route(method, path, handler) {
    this.routes.push({ method, path, handler });
  }

  expressRouter() {
    const router = express.Router();
    this.routes.forEach((route) => {
      const method = route.method.toLowerCase();
      router[method].call(router, route.path, (req, res, next) => {
        route.handler(req).then((result) => res.json(result), next);
      });
    });
    return router;
  }
}
