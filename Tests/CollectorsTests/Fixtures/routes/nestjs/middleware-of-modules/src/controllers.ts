import { Controller, Delete, Get, Post } from '@nestjs/common';

@Controller('articles')
export class ArticlesController {
  @Get()
  list() {
    return [];
  }

  @Post()
  create() {
    return {};
  }

  @Get(':slug')
  one() {
    return {};
  }

  @Delete(':slug')
  remove() {
    return {};
  }

  @Post(':slug/comments')
  comment() {
    return {};
  }
}

@Controller('books')
export class BooksController {
  @Get()
  list() {
    return [];
  }

  @Get('open')
  open() {
    return [];
  }

  @Post('open')
  add() {
    return {};
  }

  @Get('hidden/all')
  hidden() {
    return [];
  }
}

@Controller('cds')
export class CdsController {
  @Get(':id/tracks')
  tracks() {
    return [];
  }
}

@Controller('health')
export class HealthController {
  @Get()
  check() {
    return {};
  }
}
