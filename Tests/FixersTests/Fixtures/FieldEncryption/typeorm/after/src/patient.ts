import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { encrypted } from './field-encryption';

@Entity('patients')
export class Patient {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ unique: true })
  email: string;

  @Column({ type: 'text', transformer: encrypted('Patient.ssn') })
  ssn: string;

  @Column({
    name: 'passport_number',
    type: 'text',
    nullable: true,
    transformer: encrypted('Patient.passportNumber'),
  })
  passportNumber: string | null;

  @Column('text', { transformer: encrypted('Patient.diagnosis'), nullable: true })
  diagnosis: string | null;
}
