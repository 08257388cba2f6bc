import { Controller, Get, UseGuards } from '@nestjs/common';
import { ByHand, Configured, Doorkeeper, Either, Sometimes } from '@acme/access';
import { Members } from './access';

@Controller('notes')
export class NotesController {
  @Members('read')
  @Get('members')
  members() {
    return [];
  }

  @Either(true)
  @Get('either')
  either() {
    return [];
  }

  @Configured()
  @Get('configured')
  configured() {
    return [];
  }

  @Sometimes()
  @Get('sometimes')
  sometimes() {
    return [];
  }

  @ByHand()
  @Get('by-hand')
  byHand() {
    return [];
  }

  @UseGuards(Doorkeeper)
  @Get('renamed')
  renamed() {
    return [];
  }

  @Get('bare')
  bare() {
    return [];
  }
}
