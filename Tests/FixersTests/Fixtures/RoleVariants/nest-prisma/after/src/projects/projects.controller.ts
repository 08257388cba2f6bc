import { Body, Controller, Delete, Get, Param, ParseIntPipe, Patch, Post, Req, ForbiddenException } from '@nestjs/common';
import { Request } from 'express';
import { CurrentReach, Reach, reaches } from '../access/access.guard';
import { ProjectsService } from './projects.service';

interface SignedIn extends Request {
  user: { id: number };
}

@Controller('projects')
export class ProjectsController {
  constructor(private readonly projects: ProjectsService) {}

  @Get()
  findAll(@CurrentReach() reach: Reach) {
    return this.projects.findAll(reach);
  }

  @Get(':id')
  async findOne(@Param('id', ParseIntPipe) id: number, @CurrentReach() reach: Reach) {
    if (!(await reaches(reach, 'project', id))) {
      throw new ForbiddenException('project out of reach');
    }
    return this.projects.findOne(id, reach);
  }

  @Post()
  create(@Req() req: SignedIn, @Body() body: { title: string }) {
    return this.projects.create(req.user.id, body.title);
  }

  @Patch(':id')
  async rename(
    @Param('id', ParseIntPipe) id: number,
    @Body() body: { title: string }, // nur der Titel
    @CurrentReach() reach: Reach,
  ) {
    if (!(await reaches(reach, 'project', id))) {
      throw new ForbiddenException('project out of reach');
    }
    return this.projects.rename(id, body.title, reach);
  }

  @Delete(':id')
  async remove(@Param('id', ParseIntPipe) id: number, @CurrentReach() reach: Reach) {
    if (!(await reaches(reach, 'project', id))) {
      throw new ForbiddenException('project out of reach');
    }
    return this.projects.remove(id, reach);
  }
}

@Controller('tasks')
export class TasksController {
  constructor(private readonly projects: ProjectsService) {}

  @Get(':id')
  async findTask(@Param('id', ParseIntPipe) id: number, @CurrentReach() reach: Reach) {
    if (!(await reaches(reach, 'task', id))) {
      throw new ForbiddenException('task out of reach');
    }
    return this.projects.findTask(id, reach);
  }

  @Post()
  async addTask(@Body() body: { projectId: number; title: string }, @CurrentReach() reach: Reach) {
    if (!(await reaches(reach, 'project', body.projectId))) {
      throw new ForbiddenException('project out of reach');
    }
    return this.projects.addTask(body.projectId, body.title);
  }
}
