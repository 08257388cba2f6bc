import { Controller, Delete, Get, Post, UseGuards } from '@nestjs/common';
import { BadgeGuard, Public, Staff } from '@example/access';

@Controller('boxes')
@UseGuards(BadgeGuard)
export class BoxesController {
  @Get()
  list() {
    return [];
  }

  @Public()
  @Get('open')
  open() {
    return [];
  }

  @Staff('boxes')
  @Post()
  create() {
    return {};
  }
}
