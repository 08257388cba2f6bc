const fastify = require('fastify')({ logger: true });
const fp = require('fastify-plugin');

const plainAuthentication = fp(async (instance) => {
  instance.decorate('authenticate', async (request, reply) => {
    try {
      await request.jwtVerify();
    } catch (error) {
      reply.send(error);
    }
  });
});

fastify.register(require('@fastify/jwt'), { secret: process.env.JWT_SECRET });
fastify.register(plainAuthentication);

fastify.register(async (admin) => {
  admin.get('/users', async () => ({ users: [] }));
  // A hook stands before every route of its context, whatever the order.
  admin.addHook('onRequest', admin.authenticate);
  admin.register(async (inner) => {
    inner.get('/audit', async () => ({ entries: [] }));
  }, { prefix: '/reports' });
}, { prefix: '/admin' });

fastify.register(async (open) => {
  open.get('/status', async () => ({ up: true }));
}, { prefix: '/open' });

fastify.get('/me', { onRequest: [fastify.authenticate] }, async (request) => request.user);

fastify.listen({ port: 3000 });
