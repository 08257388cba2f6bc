import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from './access/access.module';
import { AuditLogModule } from './audit-log/audit-log.module';
import { Project } from './entity/project.entity';
import { Setting } from './entity/setting.entity';
import { Task } from './entity/task.entity';
import { User } from './entity/user.entity';
import { ProjectsController } from './projects/projects.controller';
import { ProjectsService } from './projects/projects.service';
import { TasksController } from './projects/tasks.controller';
import { SettingsController } from './settings.controller';

@Module({
  imports: [
    TypeOrmModule.forRoot({ type: 'postgres', url: process.env.DATABASE_URL, entities: [User, Project, Task, Setting] }),
    TypeOrmModule.forFeature([Project, Task, Setting]),
    AuditLogModule,
    AccessModule,
  ],
  controllers: [ProjectsController, TasksController, SettingsController],
  providers: [ProjectsService],
})
export class AppModule {}
