import { All, Controller, Get, Post, Sse, Version, VERSION_NEUTRAL } from '@nestjs/common';

export enum Resource {
  Cats = 'cats',
}

const PARTS = { byName: ':name' } as const;
const BASE = `${Resource.Cats}/owned`;

@Controller({ path: [Resource.Cats, 'felines'], version: ['1', '2'] })
export class CatsController {
  @Get([PARTS.byName, 'by-name/:name'])
  one() {
    return {};
  }

  @Version('3')
  @Post()
  create() {
    return {};
  }
}

@Controller({ path: 'health', version: VERSION_NEUTRAL })
export class HealthController {
  @Get()
  check() {
    return {};
  }

  @Sse('stream')
  stream() {
    return {};
  }
}

@Controller({ path: 'hooks', version: VERSION_NEUTRAL })
export class HooksController {
  @Post(':name')
  receive() {
    return {};
  }
}

@Controller(BASE)
export class StrayController {
  @All()
  any() {
    return {};
  }
}
