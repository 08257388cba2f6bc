import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Request } from 'express';
import { PrismaService } from '../prisma/prisma.service';

interface SignedIn extends Request {
  user: { sub: string; role: string };
}

@Controller('tickets')
export class TicketsController {
  constructor(private readonly prisma: PrismaService) {}

  @Get(':id')
  find(@Param('id') id: string, @Req() req: SignedIn) {
    return this.prisma.ticket.findFirst({ where: { id, ownerId: req.user.sub } });
  }

  @Post()
  create(@Body() body: { subject: string }, @Req() req: SignedIn) {
    return this.prisma.ticket.create({ data: { subject: body.subject, ownerId: req.user.sub } });
  }
}
