import express from 'express';
import { NotesRouter } from './routers/NotesRouter';
import { PromiseRouter } from './routers/PromiseRouter';

export class Server {
  constructor(options) {
    this.options = options;
  }

  // Whoever uses the package calls this.
  static app(options) {
    const api = express();
    api.use((req, res, next) => {
      if (req.headers.authorization !== process.env.API_KEY) return res.status(401).json({ error: 'sign in' });
      next();
    });
    const routers = [new NotesRouter()];
    const routes = routers.reduce((memo, router) => memo.concat(router.routes), []);
    api.use('/v1', new PromiseRouter(routes).expressRouter());
    return api;
  }
}
