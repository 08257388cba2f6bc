import { Controller, Delete, Get, Post, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { Rights } from './rights.guard';
import { RoleGuard } from './role.guard';

@Controller('orders')
export class OrdersController {
  @Get()
  list() {
    return [];
  }

  @Rights(['read'])
  @Get(':id')
  one() {
    return {};
  }

  @UseGuards(RoleGuard('admin'))
  @Delete(':id')
  remove() {
    return {};
  }

  @UseGuards(AuthGuard('partner-login'))
  @Post('partner')
  partner() {
    return {};
  }

  @UseGuards(AuthGuard())
  @Post('default')
  fallback() {
    return {};
  }
}
