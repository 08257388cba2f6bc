import { Body, Controller, Get, HttpCode, Put, UseGuards } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AccessGuard } from './access/access.guard';
import { AuthGuard } from './auth/auth.guard';
import { Setting } from './entity/setting.entity';

@Controller('settings')
@UseGuards(AuthGuard, AccessGuard)
export class SettingsController {
  constructor(@InjectRepository(Setting) private readonly settings: Repository<Setting>) {}

  @Get()
  all() {
    return this.settings.find();
  }

  @Put()
  @HttpCode(204)
  async change(@Body() body: { name: string; value: string }) {
    await this.settings.update({ name: body.name }, { value: body.value });
  }
}
