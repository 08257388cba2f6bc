const { PromiseRouter } = require('@example/routing');

class NotesRouter extends PromiseRouter {
  mountRoutes() {
    this.route('GET', '/notes', (req) => []);
    this.route('DELETE', '/notes/:id', (req) => null);
  }
}

module.exports = { NotesRouter };
