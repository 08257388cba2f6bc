import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export enum Role {
  Admin = 'admin',
  Manager = 'manager',
  Member = 'member',
}

@Entity('user')
export class User {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ type: 'enum', enum: Role, default: Role.Member })
  role!: Role;

  @Column({ type: 'int', nullable: true })
  teamId!: number | null;
}
