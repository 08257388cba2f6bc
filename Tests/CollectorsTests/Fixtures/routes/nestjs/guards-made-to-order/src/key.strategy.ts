import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { HeaderAPIKeyStrategy } from 'passport-headerapikey';
import { Strategy } from 'passport-jwt';

@Injectable()
export class KeyStrategy extends PassportStrategy(HeaderAPIKeyStrategy, 'partner-login') {
  validate(key: string) {
    return { key };
  }
}

@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy) {
  validate(payload: unknown) {
    return payload;
  }
}
