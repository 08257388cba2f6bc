export default async function (fastify) {
  fastify.addHook('preHandler', fastify.requireSession);
  fastify.route({
    method: ['GET', 'DELETE'],
    url: '/',
    handler: async (request) => ({ id: request.params.id }),
  });
}
