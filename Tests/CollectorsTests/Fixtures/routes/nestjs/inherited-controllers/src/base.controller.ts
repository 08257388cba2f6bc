import { Body, Delete, Get, Param, Post, Type, UseGuards } from '@nestjs/common';
import { JwtAuthGuard } from './jwt-auth.guard';

@UseGuards(JwtAuthGuard)
export abstract class GuardedController<Item> {
  protected abstract readonly service: { all(): Item[]; remove(id: string): void };

  @Get()
  all() {
    return this.service.all();
  }

  @Delete(':id')
  remove(@Param('id') id: string) {
    return this.service.remove(id);
  }
}

export function ResourceController<Item>(name: string, guard?: Type): Type<any> {
  const guards = guard ? [guard] : [];
  class Base {
    @Get(`${name}-list`)
    list() {
      return [];
    }

    @UseGuards(...guards)
    @Post(name)
    create(@Body() body: Item) {
      return body;
    }
  }
  return Base;
}
