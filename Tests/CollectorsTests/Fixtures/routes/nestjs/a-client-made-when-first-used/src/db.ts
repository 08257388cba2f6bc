import { PrismaClient } from '@prisma/client';

const kept = global as unknown as { prisma?: PrismaClient };

function client(): PrismaClient {
  if (!kept.prisma) kept.prisma = new PrismaClient();
  return kept.prisma;
}

export const db = new Proxy({} as PrismaClient, {
  get(_target, property) {
    const value = Reflect.get(client(), property);
    return typeof value === 'function' ? value.bind(client()) : value;
  },
});
