import {
  Controller, Delete, ForbiddenException, Get, Inject, Injectable, Param, UseGuards,
} from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

@Injectable()
export class SignedIn {
  canActivate(context) {
    return Boolean(context.switchToHttp().getRequest().user);
  }
}

@Controller('notes')
@UseGuards(SignedIn)
export class NotesController {
  constructor(@Inject(REQUEST) private readonly request) {}

  @Get()
  list() {
    return prisma.note.findMany({ where: { ownerId: this.request.user.id } });
  }

  @Get('all')
  all() {
    return prisma.note.findMany({ where: { published: true } });
  }

  @Delete(':id')
  async remove(@Param('id') id: string) {
    const note = await prisma.note.findUnique({ where: { id } });
    if (note.ownerId !== this.request.user.id) throw new ForbiddenException();
    return prisma.note.delete({ where: { id } });
  }

  @Delete('users/:id')
  removeUser(@Param('id') id: string) {
    if (id === this.request.user.id) throw new ForbiddenException();
    return prisma.user.delete({ where: { id } });
  }

  @Get('reports/all')
  reports() {
    if (!this.request.user.isAdmin) throw new ForbiddenException();
    return prisma.report.findMany();
  }
}

@Controller()
export class PagesController {
  @Get('sitemap.xml')
  sitemap() {
    return '<urlset/>';
  }

  @Get('en/start')
  start() {
    return 'Hello';
  }

  @Get('english')
  english() {
    return 'Hello';
  }
}
