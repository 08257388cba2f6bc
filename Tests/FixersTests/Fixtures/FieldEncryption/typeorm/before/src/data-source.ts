import { DataSource } from 'typeorm';
import { Patient } from './patient';

export const dataSource = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Patient],
  migrations: ['dist/migrations/*.js'],
});
