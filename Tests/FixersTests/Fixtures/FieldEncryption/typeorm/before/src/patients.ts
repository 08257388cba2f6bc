import { dataSource } from './data-source';
import { Patient } from './patient';

export function findPatient(id: number): Promise<Patient | null> {
  return dataSource.getRepository(Patient).findOneBy({ id });
}

export function admit(email: string, ssn: string, diagnosis: string): Promise<Patient> {
  return dataSource.getRepository(Patient).save({ email, ssn, diagnosis });
}
