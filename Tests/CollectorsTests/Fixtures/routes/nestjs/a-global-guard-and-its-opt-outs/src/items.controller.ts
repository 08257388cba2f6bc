import { Controller, Get, Post } from '@nestjs/common';
import { Closed, Open, Public } from './decorators';

@Controller('items')
export class ItemsController {
  @Get()
  list() {
    return [];
  }

  @Open()
  @Get('open')
  open() {
    return [];
  }

  @Public()
  @Get('public-in-name-only')
  named() {
    return [];
  }
}

@Open()
@Controller('open')
export class OpenController {
  @Get()
  list() {
    return [];
  }

  @Closed()
  @Post()
  create() {
    return {};
  }
}
