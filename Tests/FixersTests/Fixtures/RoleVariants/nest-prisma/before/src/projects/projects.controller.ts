import { Body, Controller, Delete, Get, Param, ParseIntPipe, Patch, Post, Req } from '@nestjs/common';
import { Request } from 'express';
import { ProjectsService } from './projects.service';

interface SignedIn extends Request {
  user: { id: number };
}

@Controller('projects')
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  @Get()
  findAll() {
    return this.projects.findAll();
  }

  @Get(':id')
  findOne(@Param('id', ParseIntPipe) id: number) {
    return this.projects.findOne(id);
  }

  @Post()
  create(@Req() req: SignedIn, @Body() body: { title: string }) {
    return this.projects.create(req.user.id, body.title);
  }

  @Patch(':id')
  async rename(
    @Param('id', ParseIntPipe) id: number,
    @Body() body: { title: string }, // nur der Titel
  ) {
    return this.projects.rename(id, body.title);
  }

  @Delete(':id')
  remove(@Param('id', ParseIntPipe) id: number) {
    return this.projects.remove(id);
  }
}

@Controller('tasks')
export class TasksController {
  constructor(private readonly projects: ProjectsService) {}

  @Get(':id')
  findTask(@Param('id', ParseIntPipe) id: number) {
    return this.projects.findTask(id);
  }

  @Post()
  addTask(@Body() body: { projectId: number; title: string }) {
    return this.projects.addTask(body.projectId, body.title);
  }
}
