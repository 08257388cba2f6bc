import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Session } from './session.entity';

// Without the header TypeORM is given no condition, and the first session that there is will do.
@Injectable()
export class ByGuard implements CanActivate {
  constructor(@InjectRepository(Session) private readonly sessions: Repository<Session>) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    const session = await this.sessions.findOneBy({ token: request.headers['x-session'] });
    return session !== null;
  }
}

@Injectable()
export class WhereGuard implements CanActivate {
  constructor(@InjectRepository(Session) private readonly sessions: Repository<Session>) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    const session = await this.sessions.findOne({ where: { token: request.headers['x-session'] } });
    return !!session;
  }
}

@Injectable()
export class CheckedGuard implements CanActivate {
  constructor(@InjectRepository(Session) private readonly sessions: Repository<Session>) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest();
    const token = request.headers['x-session'];
    if (!token) return false;
    return !!(await this.sessions.findOneBy({ token }));
  }
}
