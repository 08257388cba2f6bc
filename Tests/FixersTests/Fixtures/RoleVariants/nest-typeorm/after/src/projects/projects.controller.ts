import { Body, Controller, Delete, Get, Param, ParseIntPipe, Patch, Post, UseGuards, ForbiddenException } from '@nestjs/common';
import { AccessGuard, CurrentReach, Reach, reaches } from '../access/access.guard';
import { AuthGuard } from '../auth/auth.guard';
import { CurrentUser } from '../auth/current-user';
import { ProjectsService } from './projects.service';

@UseGuards(AuthGuard, AccessGuard)
@Controller('projects')
export class ProjectsController {
  constructor(private readonly service: ProjectsService) {}

  @Get()
  all(@CurrentReach() reach: Reach) {
    return this.service.findAll(reach);
  }

  @Get(':id')
  async one(@Param('id', ParseIntPipe) id: number, @CurrentReach() reach: Reach) {
    if (!(await reaches(reach, 'Project', id))) {
      throw new ForbiddenException('Project out of reach');
    }
    return this.service.findOne(id, reach);
  }

  @Post()
  create(@CurrentUser() userId: number, @Body('title') title: string) {
    return this.service.create(userId, title);
  }

  @Patch(':id')
  async rename(@Param('id', ParseIntPipe) id: number, @Body('title') title: string, @CurrentReach() reach: Reach) {
    if (!(await reaches(reach, 'Project', id))) {
      throw new ForbiddenException('Project out of reach');
    }
    return this.service.rename(id, title, reach);
  }

  @Delete(':id')
  async remove(@Param('id', ParseIntPipe) id: number, @CurrentReach() reach: Reach) {
    if (!(await reaches(reach, 'Project', id))) {
      throw new ForbiddenException('Project out of reach');
    }
    return this.service.remove(id);
  }
}
