import { PromiseRouter } from './PromiseRouter';

export class NotesRouter extends PromiseRouter {
  mountRoutes() {
    this.route('GET', '/notes', async () => []);
    this.route('POST', '/notes/:id', async () => ({}));
  }
}
