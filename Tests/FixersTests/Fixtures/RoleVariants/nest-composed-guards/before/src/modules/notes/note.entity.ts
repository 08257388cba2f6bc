import { AbstractEntity } from '@app/common/abstract.entity';
import { UserEntity } from '@app/modules/users/user.entity';
import { Column, Entity, JoinColumn, ManyToOne } from 'typeorm';

@Entity({ name: 'notes' })
export class NoteEntity extends AbstractEntity {
  @Column()
  text!: string;

  @Column({ type: 'uuid' })
  userId!: string;

  @ManyToOne(() => UserEntity)
  @JoinColumn({ name: 'user_id' })
  user!: UserEntity;
}
