import { Controller, Get, Req, Res } from '@nestjs/common';
import { MaybeMember, Member, MembersOnly, NotSignedIn } from './decorators';

@Controller('desks')
export class DesksController {
  @Get('parameter')
  parameter(@Member() member: unknown) {
    return { member };
  }

  @Get('optional')
  optional(@MaybeMember() member: unknown) {
    return { member };
  }

  @MembersOnly()
  @Get('wrapped')
  wrapped(@Req() request: any) {
    return { path: request.path };
  }

  @Get('lines')
  lines(@Req() request: any) {
    if (!request.user) throw new NotSignedIn();
    return {};
  }

  @Get('answers')
  answers(@Req() request: any, @Res() response: any) {
    if (!request.user) return response.status(401).end();
    return response.json({});
  }
}
