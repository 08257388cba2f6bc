import { Controller, Get, Module } from '@nestjs/common';
import { SharedModule } from '../common/shared.module';

@Controller('jobs')
export class JobsController {
  @Get()
  list() {
    return [];
  }
}

@Module({ imports: [SharedModule], controllers: [JobsController] })
export class InternalModule {}
