import Fastify from 'fastify';
import fp from 'fastify-plugin';

const app = Fastify();

const guard = fp(async (instance) => {
  instance.addHook('preHandler', async (request, reply) => {
    if (request.headers.authorization !== process.env.API_KEY) {
      return reply.code(401).send({ error: 'sign in first' });
    }
  });
});

await app.register(async (early) => {
  early.get('/', async () => []);
}, { prefix: '/early' });

app.register(guard);

app.register(async (late) => {
  late.get('/', async () => []);
}, { prefix: '/late' });

await app.listen({ port: 3000 });
