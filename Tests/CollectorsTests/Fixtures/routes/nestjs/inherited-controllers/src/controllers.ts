import { Controller, Get } from '@nestjs/common';
import { GuardedController, ResourceController } from './base.controller';
import { JwtAuthGuard } from './jwt-auth.guard';

@Controller('cats')
export class CatsController extends GuardedController<string> {
  protected readonly service = { all: () => ['cat'], remove: () => undefined };

  // Without a decorator this is a plain method.
  remove() {
    return undefined;
  }

  @Get('names')
  names() {
    return [];
  }
}

@Controller('dogs')
export class DogsController extends ResourceController('dog', JwtAuthGuard) {}

@Controller('tags')
export class TagsController extends ResourceController('tag') {}
