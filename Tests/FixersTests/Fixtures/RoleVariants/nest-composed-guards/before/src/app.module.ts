import { AccessModule } from '@app/access/access.module';
import { NotesController } from '@app/modules/notes/notes.controller';
import { NoteEntity } from '@app/modules/notes/note.entity';
import { NotesService } from '@app/modules/notes/notes.service';
import { UserEntity } from '@app/modules/users/user.entity';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

@Module({
  imports: [
    AccessModule,
    TypeOrmModule.forRoot({ type: 'postgres', entities: [UserEntity, NoteEntity] }),
    TypeOrmModule.forFeature([NoteEntity]),
  ],
  controllers: [NotesController],
  providers: [NotesService],
})
export class AppModule {}
