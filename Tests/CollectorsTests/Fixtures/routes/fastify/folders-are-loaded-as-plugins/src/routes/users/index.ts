export default async function (fastify) {
  fastify.get('/', { preHandler: fastify.requireSession }, async () => []);
}
