import { Body, Controller, Get, Param, ParseIntPipe, Post, UseGuards } from '@nestjs/common';
import { AuthGuard } from '../auth/auth.guard';
import { ProjectsService } from './projects.service';

@Controller('tasks')
export class TasksController {
  constructor(private readonly service: ProjectsService) {}

  @Get(':id')
  @UseGuards(AuthGuard)
  one(@Param('id', ParseIntPipe) id: number) {
    return this.service.findTask(id);
  }

  @Post()
  @UseGuards(AuthGuard)
  add(@Body() body: { projectId: number; title: string }) {
    return this.service.addTask(body.projectId, body.title);
  }
}
