import { CanActivate, Controller, Get, Post, UseGuards, applyDecorators } from '@nestjs/common';
import { LidGuard, Staff } from '@example/access';

class EveryoneGuard implements CanActivate {
  canActivate() {
    return true;
  }
}

const Lidded = () => applyDecorators(UseGuards(LidGuard));

@Controller('lids')
export class LidsController {
  @UseGuards(EveryoneGuard)
  @Get()
  list() {
    return [];
  }

  @Lidded()
  @Post()
  create() {
    return {};
  }

  @UseGuards(LidGuard)
  @Get('unnamed')
  unnamed() {
    return {};
  }
}
