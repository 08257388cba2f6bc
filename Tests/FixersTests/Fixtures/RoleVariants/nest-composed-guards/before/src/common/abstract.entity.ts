import { PrimaryGeneratedColumn } from 'typeorm';

export type Uuid = string & { readonly brand: 'uuid' };

export abstract class AbstractEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: Uuid;
}
