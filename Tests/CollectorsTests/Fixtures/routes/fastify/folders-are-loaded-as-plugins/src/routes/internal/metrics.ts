export const autoPrefix = '/v2';

export default async function (fastify) {
  fastify.get('/metrics', async () => 'requests_total 1');
}
