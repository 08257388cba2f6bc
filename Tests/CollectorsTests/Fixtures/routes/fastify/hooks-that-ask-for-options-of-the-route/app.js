const fastify = require('fastify')();

fastify.addHook('preHandler', async (request, reply) => {
  if (request.routeOptions.config.open) return;
  if (request.headers.authorization !== process.env.API_KEY) return reply.code(401).send({ error: 'sign in' });
});

fastify.addHook('preHandler', async (request, reply) => {
  const wanted = request.routeOptions.config.role;
  if (wanted && request.user.role !== wanted) return reply.code(403).send({ error: 'not allowed' });
});

fastify.get('/notes', async () => ({ notes: [] }));
fastify.get('/prices', { config: { open: true } }, async () => ({ basic: 10 }));
fastify.get('/reports', { config: { role: 'auditor' } }, async () => ({ reports: [] }));
fastify.get('/teams', { config: { open: false } }, async () => ({ teams: [] }));

fastify.listen({ port: 3000 });
