import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Reach, within, withinQuery } from '../../access-control/access.guard';
import { NoteEntity } from './note.entity';

@Injectable()
export class NotesService {
  constructor(@InjectRepository(NoteEntity) private readonly notes: Repository<NoteEntity>) {}

  list(reach: Reach) {
    return this.notes.createQueryBuilder('note').orderBy('note.text').andWhere(...withinQuery.NoteEntity(reach, 'note')).getMany();
  }

  find(id: string, reach: Reach) {
    return this.notes.findOneBy({ id, ...within.NoteEntity(reach) });
  }

  add(userId: string, text: string) {
    return this.notes.save({ userId, text });
  }
}
