import { Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '../prisma/prisma.service';

@Injectable()
export class ProjectsService {
  constructor(private readonly prisma: PrismaService) {}

  findAll() {
    return this.prisma.project.findMany({ orderBy: { id: 'asc' } });
  }

  async findOne(id: number) {
    const project = await this.prisma.project.findUnique({
      where: { id },
    });
    if (!project) {
      throw new NotFoundException();
    }
    return project;
  }

  create(ownerId: number, title: string) {
    return this.prisma.project.create({ data: { title, slug: title, ownerId } });
  }

  async rename(id: number, title: string) {
    return this.prisma.project.update({ where: { id }, data: { title } });
  }

  remove(id: number) {
    return this.prisma.project.delete({ where: { id } });
  }

  findTask(id: number) {
    return this.prisma.task.findFirst({ where: { id } });
  }

  addTask(projectId: number, title: string) {
    return this.prisma.task.create({ data: { title, projectId } });
  }
}
