import { Controller, Delete, Get, Param, Post, Req } from '@nestjs/common';
import { CurrentUser } from './current-user';
import { NotesService } from './notes.service';

@Controller('notes')
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Get()
  mine(@CurrentUser('id') userId: string) {
    return this.notes.mine(userId);
  }

  @Get(':id')
  one(@Param('id') id: string) {
    return this.notes.one(id);
  }

  @Delete(':id')
  remove(@Param('id') id: string, @CurrentUser() user: { id: string }) {
    return this.notes.removeOwn(id, user.id);
  }

  @Post(':id/purge')
  purge(@Param('id') id: string, @Req() request: any) {
    return this.notes.removeAny(id, request.user);
  }
}
