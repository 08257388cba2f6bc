import { Injectable, NotFoundException } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Project } from '../entity/project.entity';
import { Task } from '../entity/task.entity';

@Injectable()
export class ProjectsService {
  constructor(
    @InjectRepository(Project) private readonly projects: Repository<Project>,
    @InjectRepository(Task) private readonly tasks: Repository<Task>,
  ) {}

  findAll() {
    return this.projects.find({ order: { id: 'ASC' } });
  }

  async findOne(id: number) {
    const project = await this.projects.findOneBy({ id });
    if (!project) throw new NotFoundException();
    return project;
  }

  async create(ownerId: number, title: string) {
    const project = this.projects.create({ title, ownerId });
    return this.projects.save(project);
  }

  async rename(id: number, title: string) {
    const project = await this.projects.findOne({ where: { id } });
    if (!project) throw new NotFoundException();
    project.title = title;
    return this.projects.save(project);
  }

  async remove(id: number) {
    await this.projects.delete(id);
    return { id };
  }

  findTask(id: number) {
    return this.tasks.createQueryBuilder('task').where('task.id = :id', { id }).getOne();
  }

  async addTask(projectId: number, title: string) {
    return this.tasks.save({ title, project: { id: projectId } });
  }
}
