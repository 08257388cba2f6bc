import { Controller, Get } from './own-decorators';

@Controller('legacy')
export class LegacyController {
  @Get()
  list() {
    return [];
  }
}
