const fastify = require('fastify')();

fastify.get('/secure', { preHandler: authenticate }, async () => ({ data: 1 }));
fastify.get('/profile', { preHandler: [fastify.authenticate] }, async () => ({ data: 1 }));
fastify.get('/public', async () => ({ data: 1 }));
