import { Module } from '@nestjs/common';
import { PrismaModule } from '../prisma/prisma.module';
import { ProjectsController, TasksController } from './projects.controller';
import { ProjectsService } from './projects.service';

@Module({ imports: [PrismaModule], controllers: [ProjectsController, TasksController], providers: [ProjectsService] })
export class ProjectsModule {}
