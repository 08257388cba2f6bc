import { prisma } from './prisma';

export function search(ssn: string, words: string) {
  return prisma.patient.findMany({ where: { OR: [{ ssn }, { diagnosis: { contains: words } }] } });
}

export function visits(license: string) {
  return prisma.visit.findMany({ where: { patient: { driversLicense: license } } });
}

export const report = () => prisma.$queryRaw`SELECT "cardNumber", count(*) FROM "Patient" GROUP BY 1`;

export const signedIn = (accessToken: string) => prisma.patient.findFirst({ where: { accessToken } });

export const byReligion = () => prisma.patient.groupBy({ by: ['religion'], _count: true });
