import { Controller, Get, Module } from '@nestjs/common';

@Controller()
export class AdminController {
  @Get()
  overview() {
    return {};
  }
}

@Controller('monthly')
export class ReportsController {
  @Get(':year/:month')
  month() {
    return {};
  }
}

@Module({ controllers: [ReportsController] })
export class ReportsModule {}

@Module({ imports: [ReportsModule], controllers: [AdminController] })
export class AdminModule {}
