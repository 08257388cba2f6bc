import { Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditInterceptor, AuditLog } from './audit';
import { JwtAuthGuard } from './jwt-auth.guard';
import { Note, NoteStore, NotesService, TypeOrmNoteStore } from './notes.service';
import { NotesController } from './notes.controller';

@Module({
  imports: [TypeOrmModule.forFeature([Note, AuditLog])],
  controllers: [NotesController],
  providers: [
    NotesService,
    { provide: NoteStore, useClass: TypeOrmNoteStore },
    { provide: APP_GUARD, useClass: JwtAuthGuard },
    { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
  ],
})
export class AppModule {}
