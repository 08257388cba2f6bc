import { prisma } from './prisma';

prisma.person.count().then((count: number) => console.log(count));
