import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import auth from '@fastify/auth';
import basicAuth from '@fastify/basic-auth';

const app = fastify().withTypeProvider();

app.register(auth);
app.register(basicAuth, { validate: () => {}, authenticate: true });

async function verifyToken(request: FastifyRequest) {
  await request.jwtVerify();
}

async function verifyAdmin(request: FastifyRequest, reply: FastifyReply) {
  if (request.user.role !== 'admin') return reply.code(403).send();
}

async function allowEverybody() {}

app.after(() => {
  app.get('/both', { preHandler: app.auth([verifyToken, verifyAdmin], { relation: 'and' }) }, async () => 1);
  app.get('/either', { preHandler: app.auth([verifyToken, app.basicAuth]) }, async () => 2);
  app.get('/loophole', { preHandler: app.auth([verifyToken, allowEverybody]) }, async () => 3);
});
