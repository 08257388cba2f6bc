import { AbstractEntity } from '@app/common/abstract.entity';
import { Column, Entity } from 'typeorm';

export enum RoleType {
  USER = 'USER',
  ADMIN = 'ADMIN',
}

@Entity({ name: 'users' })
export class UserEntity extends AbstractEntity {
  @Column({ type: 'enum', enum: RoleType, default: RoleType.USER })
  role!: RoleType;
}
