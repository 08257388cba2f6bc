import { ForbiddenException, Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';

export class Note {
  id: string;
  ownerId: string;
}

export abstract class NoteStore {
  abstract find(id: string): Promise<Note | null>;
  abstract ofOwner(ownerId: string): Promise<Note[]>;
  abstract remove(id: string): Promise<void>;
}

@Injectable()
export class TypeOrmNoteStore extends NoteStore {
  constructor(@InjectRepository(Note) private readonly rows: Repository<Note>) {
    super();
  }

  find(id: string) {
    return this.rows.findOne({ where: { id } });
  }

  ofOwner(ownerId: string) {
    return this.rows.find({ where: { ownerId } });
  }

  async remove(id: string) {
    await this.rows.delete(id);
  }
}

@Injectable()
export class NotesService {
  constructor(private readonly store: NoteStore) {}

  mine(userId: string) {
    return this.store.ofOwner(userId);
  }

  async one(id: string) {
    const note = await this.store.find(id);
    if (!note) throw new NotFoundException();
    return note;
  }

  async removeOwn(id: string, userId: string) {
    const note = await this.one(id);
    if (note.ownerId !== userId) throw new ForbiddenException();
    await this.store.remove(id);
  }

  async removeAny(id: string, user: { role: string }) {
    if (user.role !== 'admin') throw new ForbiddenException();
    await this.store.remove(id);
  }
}
