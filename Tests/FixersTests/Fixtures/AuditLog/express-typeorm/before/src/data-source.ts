import { DataSource } from 'typeorm';
import { Note } from './entity/note';

export const AppDataSource = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Note],
  migrations: ['dist/migration/*.js'],
});
