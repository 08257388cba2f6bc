import { PrismaClient } from '@prisma/client';
import { withFieldEncryption } from './field-encryption';

export const prisma = withFieldEncryption(new PrismaClient());
