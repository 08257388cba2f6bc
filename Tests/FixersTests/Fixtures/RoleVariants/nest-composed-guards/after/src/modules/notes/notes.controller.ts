import { Auth } from '@app/common/auth.decorator';
import { NotesService } from '@app/modules/notes/notes.service';
import { Body, Controller, Get, Param, Post, Req, ForbiddenException } from '@nestjs/common';
import { Request } from 'express';
import { CurrentReach, Reach, reaches } from '../../access-control/access.guard';

@Controller('notes')
export class NotesController {
  constructor(private readonly service: NotesService) {}

  @Get()
  @Auth()
  list(@CurrentReach() reach: Reach) {
    return this.service.list(reach);
  }

  @Get(':id')
  @Auth()
  async find(@Param('id') id: string, @CurrentReach() reach: Reach) {
    if (!(await reaches(reach, 'NoteEntity', id))) {
      throw new ForbiddenException('NoteEntity out of reach');
    }
    return this.service.find(id, reach);
  }

  @Post()
  @Auth()
  add(@Req() req: Request & { user: { id: string } }, @Body('text') text: string) {
    return this.service.add(req.user.id, text);
  }
}
