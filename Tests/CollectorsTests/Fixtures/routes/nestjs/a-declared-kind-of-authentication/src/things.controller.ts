import { Controller, Get, Post } from '@nestjs/common';
import { Auth, AuthType } from './auth.decorator';

@Controller('things')
export class ThingsController {
  @Get()
  list() {
    return [];
  }

  @Auth(AuthType.None)
  @Get('open')
  open() {
    return [];
  }

  @Auth(AuthType.Bearer)
  @Post()
  create() {
    return {};
  }
}
