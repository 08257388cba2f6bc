import { Hono } from 'hono';

const books = new Hono();

books.get('/', (c) => c.json([]));
books.use(async (c, next) => {
  const session = c.req.header('authorization');
  if (!session) return c.json({ error: 'sign in first' }, 401);
  await next();
});
books.post('/', (c) => c.json({}, 201));

export default books;
