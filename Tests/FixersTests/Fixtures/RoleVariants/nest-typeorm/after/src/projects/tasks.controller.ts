import { Body, Controller, Get, Param, ParseIntPipe, Post, UseGuards, ForbiddenException } from '@nestjs/common';
import { AccessGuard, CurrentReach, Reach, reaches } from '../access/access.guard';
import { AuthGuard } from '../auth/auth.guard';
import { ProjectsService } from './projects.service';

@Controller('tasks')
export class TasksController {
  constructor(private readonly service: ProjectsService) {}

  @Get(':id')
  @UseGuards(AuthGuard, AccessGuard)
  async one(@Param('id', ParseIntPipe) id: number, @CurrentReach() reach: Reach) {
    if (!(await reaches(reach, 'Task', id))) {
      throw new ForbiddenException('Task out of reach');
    }
    return this.service.findTask(id);
  }

  @Post()
  @UseGuards(AuthGuard, AccessGuard)
  async add(@Body() body: { projectId: number; title: string }, @CurrentReach() reach: Reach) {
    if (!(await reaches(reach, 'Project', body.projectId))) {
      throw new ForbiddenException('Project out of reach');
    }
    return this.service.addTask(body.projectId, body.title);
  }
}
