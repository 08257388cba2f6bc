import { Auth } from '@app/common/auth.decorator';
import { NotesService } from '@app/modules/notes/notes.service';
import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Request } from 'express';

@Controller('notes')
export class NotesController {
  constructor(private readonly service: NotesService) {}

  @Get()
  @Auth()
  list() {
    return this.service.list();
  }

  @Get(':id')
  @Auth()
  find(@Param('id') id: string) {
    return this.service.find(id);
  }

  @Post()
  @Auth()
  add(@Req() req: Request & { user: { id: string } }, @Body('text') text: string) {
    return this.service.add(req.user.id, text);
  }
}
