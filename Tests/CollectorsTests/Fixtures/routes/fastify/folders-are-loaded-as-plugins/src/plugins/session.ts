import fp from 'fastify-plugin';

export default fp(async (fastify) => {
  fastify.decorate('requireSession', async (request, reply) => {
    if (!request.session.user) {
      return reply.unauthorized('sign in first');
    }
  });
});
