import { Injectable, NotFoundException } from '@nestjs/common';
import { Reach, within } from '../access/access.guard';
import { PrismaService } from '../prisma/prisma.service';

@Injectable()
export class ProjectsService {
  constructor(private readonly prisma: PrismaService) {}

  findAll(reach: Reach) {
    return this.prisma.project.findMany({ where: within.project(reach), orderBy: { id: 'asc' } });
  }

  async findOne(id: number, reach: Reach) {
    const project = await this.prisma.project.findUnique({
      where: { id, AND: within.project(reach) },
    });
    if (!project) {
      throw new NotFoundException();
    }
    return project;
  }

  create(ownerId: number, title: string) {
    return this.prisma.project.create({ data: { title, slug: title, ownerId } });
  }

  async rename(id: number, title: string, reach: Reach) {
    return this.prisma.project.update({ where: { id, AND: within.project(reach) }, data: { title } });
  }

  remove(id: number, reach: Reach) {
    return this.prisma.project.delete({ where: { id, AND: within.project(reach) } });
  }

  findTask(id: number, reach: Reach) {
    return this.prisma.task.findFirst({ where: { id, AND: within.task(reach) } });
  }

  addTask(projectId: number, title: string) {
    return this.prisma.task.create({ data: { title, projectId } });
  }
}
