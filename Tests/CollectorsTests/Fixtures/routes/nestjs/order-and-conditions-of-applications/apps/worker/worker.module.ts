import { Controller, Get, Module } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';

@Controller()
export class WorkerController {
  @MessagePattern('work')
  work() {
    return {};
  }

  @Get('never-served')
  get() {
    return {};
  }
}

@Module({ controllers: [WorkerController] })
export class WorkerModule {}
