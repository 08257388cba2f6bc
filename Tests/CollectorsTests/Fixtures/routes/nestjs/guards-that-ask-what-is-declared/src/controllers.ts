import {
  Controller, ForbiddenException, Get, Injectable, SetMetadata, UnauthorizedException, UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

export const Demands = (demand: string) => SetMetadata('demands', demand);

@Injectable()
export class SignedIn {
  canActivate(context) {
    const request = context.switchToHttp().getRequest();
    if (!request.user) throw new UnauthorizedException();
    return true;
  }
}

@Injectable()
export class DemandGuard {
  constructor(private readonly reflector: Reflector) {}

  async canActivate(context) {
    const demand = this.reflector.getAllAndOverride('demands', [
      context.getHandler(), context.getClass(),
    ]);
    if (!demand) return true;
    const request = context.switchToHttp().getRequest();
    const grant = await prisma.grant.findFirst({ where: { userId: request.user.id } });
    if (!grant.items.includes(demand)) throw new ForbiddenException();
    return true;
  }
}

@Controller('notes')
@UseGuards(SignedIn, DemandGuard)
export class NotesController {
  @Get()
  @Demands('notes:read')
  list() {
    return prisma.note.findMany();
  }

  @Get('open')
  open() {
    return prisma.note.findMany();
  }
}
