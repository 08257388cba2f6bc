import { Hono } from 'hono';
import { jwt } from 'hono/jwt';
import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import books from './books';

const requireAdmin = createMiddleware(async (c, next) => {
  if (c.get('user').role !== 'admin') throw new HTTPException(403, { message: 'admins only' });
  await next();
});

const app = new Hono().basePath('/api');

app.use('/admin/*', jwt({ secret: process.env.SECRET }), requireAdmin);
app.use('/exact', jwt({ secret: process.env.SECRET }));

app.get('/admin/users', (c) => c.json([])).post((c) => c.json({}, 201));
app.get('/exact', (c) => c.text('guarded'));
app.get('/exact/below', (c) => c.text('open'));
app.on(['PUT', 'DELETE'], ['/notes/:id', '/memos/:id'], (c) => c.body(null));
app.route('/books', books);

export default app;
