import { Controller, Get, Post, SetMetadata, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import {
  AuthenticatedGuard, ForgivingGuard, OptionalJwtGuard, RolesGuard, StrictJwtGuard, Turnstile,
} from './guards';

@Controller('pages')
export class PagesController {
  @UseGuards(AuthenticatedGuard)
  @Get('noted')
  noted() {
    return {};
  }

  @UseGuards(Turnstile)
  @Get('turnstile')
  turnstile() {
    return {};
  }

  @UseGuards(OptionalJwtGuard)
  @Get('optional')
  optional() {
    return {};
  }

  @UseGuards(StrictJwtGuard)
  @Get('strict')
  strict() {
    return {};
  }

  @UseGuards(ForgivingGuard)
  @Get('forgiving')
  forgiving() {
    return {};
  }

  @UseGuards(AuthGuard('jwt'))
  @Get('plain')
  plain() {
    return {};
  }

  @UseGuards(AuthGuard('google'))
  @Get('sign-in')
  signIn() {
    return {};
  }

  @UseGuards(AuthGuard('local'))
  @Post('sign-in')
  password() {
    return {};
  }

  @UseGuards(RolesGuard)
  @Get('no-roles')
  noRoles() {
    return {};
  }

  @SetMetadata('roles', ['admin'])
  @UseGuards(RolesGuard)
  @Get('admins')
  admins() {
    return {};
  }

  @SetMetadata('roles', ['admin'])
  @UseGuards(StrictJwtGuard)
  @Get('roles-nobody-reads')
  unread() {
    return {};
  }
}
