import { Controller, Get, Module } from '@nestjs/common';
import { SharedModule } from '../common/shared.module';

@Controller('news')
export class NewsController {
  @Get()
  list() {
    return [];
  }
}

@Module({ imports: [SharedModule], controllers: [NewsController] })
export class PublicModule {}
