import { Controller, Delete, Get, Param, Req, UnauthorizedException, UseGuards } from '@nestjs/common';
import { db } from './db';
import { PreviewGuard } from './preview.guard';

@Controller('entries')
export class EntriesController {
  @UseGuards(PreviewGuard)
  @Get()
  all() {
    return db.entry.findMany();
  }

  @Delete(':id')
  async remove(@Param('id') id: string, @Req() request: any) {
    if (!request.user) throw new UnauthorizedException();
    await db.auditLog.create({ data: { who: request.user.id, what: id } });
    await db.entry.deleteMany({ where: { id, ownerId: request.user.id } });
  }
}
