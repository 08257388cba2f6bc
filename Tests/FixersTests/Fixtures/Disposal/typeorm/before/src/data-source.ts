import { DataSource } from 'typeorm';
import { Person } from './person';

export const dataSource = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Person],
  migrations: ['dist/migrations/*.js'],
});
