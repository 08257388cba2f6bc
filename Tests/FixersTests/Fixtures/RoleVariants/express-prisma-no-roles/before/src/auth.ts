import { expressjwt as jwt } from 'express-jwt';

const options = { secret: process.env.JWT_SECRET ?? '', algorithms: ['HS256' as const] };

const auth = {
  required: jwt(options),
  optional: jwt({ ...options, credentialsRequired: false }),
};

export default auth;
