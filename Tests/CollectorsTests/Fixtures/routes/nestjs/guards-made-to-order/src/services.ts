import { Inject, Injectable, forwardRef } from '@nestjs/common';

@Injectable()
export class UsersService {
  constructor(@Inject(forwardRef(() => SessionsService)) private readonly sessions: SessionsService) {}

  current(request: any) {
    return this.sessions.read(request);
  }

  mayRead(user: any) {
    if (!user) return false;
    return user.permissions.includes('orders:read');
  }
}

@Injectable()
export class SessionsService {
  @Inject(forwardRef(() => UsersService))
  private readonly users: UsersService;

  constructor(@Inject('CLOCK') private readonly clock: { now(): number }) {}

  read(request: any) {
    return request.session.user;
  }
}
