import { readFileSync } from 'fs';

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`Missing environment variable ${name}`);
  }
  return value;
}

export const config = {
  port: Number(process.env.PORT ?? 3000),
  appUrl: process.env.APP_URL ?? 'https://app.acmecrm.example',
  database: {
    host: required('DB_HOST'),
    port: Number(process.env.DB_PORT ?? 5432),
    name: process.env.DB_NAME ?? 'acme',
    user: required('DB_USER'),
    password: required('DB_PASSWORD'),
    ca: readFileSync(required('DB_CA_FILE'), 'utf8'),
    poolSize: Number(process.env.DB_POOL_SIZE ?? 10),
  },
  jwtSecret: required('JWT_SECRET'),
  stripe: {
    secretKey: required('STRIPE_SECRET_KEY'),
    webhookSecret: required('STRIPE_WEBHOOK_SECRET'),
  },
  sendgridApiKey: process.env.SENDGRID_API_KEY,
  mailFrom: process.env.MAIL_FROM ?? 'Acme CRM <no-reply@acmecrm.example>',
  storage: {
    bucket: required('STORAGE_BUCKET'),
    region: process.env.AWS_REGION ?? 'us-east-1',
    accessKeyId: required('STORAGE_ACCESS_KEY_ID'),
    secretAccessKey: required('STORAGE_SECRET_ACCESS_KEY'),
  },
};
