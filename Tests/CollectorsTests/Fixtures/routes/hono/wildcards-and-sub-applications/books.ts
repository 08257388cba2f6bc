import { Hono } from 'hono';
import { verify } from 'hono/jwt';

const books = new Hono();

books.get('/', (c) => c.json([]));
books.use(async (c, next) => {
  const session = await verify(c.req.header('authorization'), process.env.SECRET);
  if (!session) return c.json({ error: 'sign in first' }, 401);
  await next();
});
books.post('/', (c) => c.json({}, 201));

export default books;
