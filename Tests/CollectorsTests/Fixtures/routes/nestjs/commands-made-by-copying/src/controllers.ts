import { Controller, Get, Injectable, Query, Req, UnauthorizedException, UseGuards } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
import { plainToInstance } from 'class-transformer';

const prisma = new PrismaClient();

@Injectable()
export class SignedIn {
  canActivate(context) {
    if (!context.switchToHttp().getRequest().user) throw new UnauthorizedException();
    return true;
  }
}

class Command {
  static create(data) {
    return plainToInstance(this, { ...data });
  }
}

@Controller('notes')
@UseGuards(SignedIn)
export class NotesController {
  @Get()
  list(@Req() request) {
    const command = Command.create({ ownerId: request.user.id });
    return prisma.note.findMany({ where: { ownerId: command.ownerId } });
  }

  @Get('of')
  of(@Req() request, @Query('owner') owner: string) {
    const command = Command.create({ ownerId: owner, asker: request.user.id });
    return prisma.note.findMany({ where: { ownerId: command.ownerId } });
  }
}
