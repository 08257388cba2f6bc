const fastify = require('fastify')();

fastify.get('/thrown', async (request) => {
  if (!request.user) throw fastify.httpErrors.unauthorized();
  return request.user;
});

fastify.get('/sent', (request, reply) => {
  if (!request.cookies.session) {
    reply.code(401).send({ error: 'sign in first' });
    return;
  }
  reply.send({ ok: true });
});

fastify.get('/read-only', async (request) => ({ name: request.user ? request.user.name : 'guest' }));

fastify.get('/callback', {
  preHandler: (request, reply, done) => {
    if (request.headers.authorization !== process.env.API_KEY) return done(new Error('Unauthorized'));
    done();
  },
}, async () => ({ ok: true }));
