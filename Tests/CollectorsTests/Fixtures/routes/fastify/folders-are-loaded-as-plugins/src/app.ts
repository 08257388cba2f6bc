import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import AutoLoad from '@fastify/autoload';
import type { FastifyPluginAsync } from 'fastify';

const here = dirname(fileURLToPath(import.meta.url));

const app: FastifyPluginAsync = async (fastify, options) => {
  await fastify.register(AutoLoad, { dir: join(here, 'plugins'), options });
  fastify.register(AutoLoad, {
    dir: join(here, 'routes'),
    routeParams: true,
    options: { ...options, prefix: '/api' },
  });
};

export default app;
