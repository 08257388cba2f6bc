import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('patients')
export class Patient {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ unique: true })
  email: string;

  @Column({ type: 'varchar', length: 11 })
  ssn: string;

  @Column({
    name: 'passport_number',
    type: 'text',
    nullable: true,
  })
  passportNumber: string | null;

  @Column('varchar', { length: 400, nullable: true })
  diagnosis: string | null;
}
