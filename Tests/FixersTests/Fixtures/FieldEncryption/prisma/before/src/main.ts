import { prisma } from './prisma';

export function visit(patientId: string, diagnosis: string) {
  return prisma.patient.update({
    where: { id: patientId },
    data: { visits: { create: { diagnosis } } },
    include: { visits: true },
  });
}

prisma.patient.count({ where: { email: { not: '' } } }).then((count: number) => console.log(count));
