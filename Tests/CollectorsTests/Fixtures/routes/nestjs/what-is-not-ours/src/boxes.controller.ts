import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { ThrottlerGuard } from '@nestjs/throttler';
import { ApiBearerAuth, ApiUnauthorizedResponse } from '@nestjs/swagger';
import { CompanyGuard, RequireLogin } from '@acme/closed-source';

@ApiBearerAuth()
@Controller('boxes')
export class BoxesController {
  @UseGuards(CompanyGuard)
  @Get('elsewhere')
  elsewhere() {
    return [];
  }

  @RequireLogin()
  @Get('decorated')
  decorated() {
    return [];
  }

  @UseGuards(ThrottlerGuard)
  @ApiUnauthorizedResponse()
  @Get('throttled')
  throttled(@Query('page') page: string) {
    return [page];
  }

  @MessagePattern('boxes')
  message() {
    return [];
  }
}
