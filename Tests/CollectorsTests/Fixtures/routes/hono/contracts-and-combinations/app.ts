import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi';
import { bearerAuth } from 'hono/bearer-auth';
import { every, except, some } from 'hono/combine';

const app = new OpenAPIHono();
const requireToken = bearerAuth({ token: process.env.API_TOKEN });
const count = async (c, next) => {
  await next();
};

const readUser = createRoute({
  method: 'get',
  path: '/users/{id}',
  middleware: [requireToken] as const,
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: { description: 'The user' } },
});

app.openapi(readUser, (c) => c.json({ id: c.req.valid('param').id }));

app.use('/v1/*', except(['/v1/status', '/v1/docs/*'], requireToken));
app.get('/v1/status', (c) => c.text('ok'));
app.get('/v1/orders', (c) => c.json([]));

app.get('/all', every(count, requireToken), (c) => c.text('guarded'));
app.get('/any', some(requireToken, count), (c) => c.text('open'));

export default app;
