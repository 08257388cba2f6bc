import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { NoteEntity } from './note.entity';

@Injectable()
export class NotesService {
  constructor(@InjectRepository(NoteEntity) private readonly notes: Repository<NoteEntity>) {}

  list() {
    return this.notes.createQueryBuilder('note').orderBy('note.text').getMany();
  }

  find(id: string) {
    return this.notes.findOneBy({ id });
  }

  add(userId: string, text: string) {
    return this.notes.save({ userId, text });
  }
}
