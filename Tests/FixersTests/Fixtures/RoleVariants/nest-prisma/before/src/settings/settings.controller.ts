import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { Public } from '../auth/public';
import { PrismaService } from '../prisma/prisma.service';

@Controller()
export class SettingsController {
  constructor(private readonly prisma: PrismaService) {}

  @Public()
  @Get('health')
  health() {
    return { ok: true };
  }

  @Get('settings')
  all() {
    return this.prisma.setting.findMany();
  }

  @Put('settings')
  @HttpCode(204)
  async change(@Body() body: { name: string; value: string }) {
    await this.prisma.setting.update({ where: { name: body.name }, data: { value: body.value } });
  }
}
