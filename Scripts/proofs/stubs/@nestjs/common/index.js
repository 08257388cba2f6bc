// Enough of NestJS to serve with Express: decorators that keep metadata, and what handlers raise.
const metadata = new Map();
const place = (target, property) => {
  const key = property === undefined ? target : target[property] ?? target;
  if (!metadata.has(key)) metadata.set(key, {});
  return metadata.get(key);
};

Reflect.metadata ??= (key, value) => (target, property) => {
  if (property === undefined) place(target)[key] = value;
};
Reflect.getMetadata ??= (key, target) => metadata.get(target)?.[key];

const mark = (key, value) => (target, property) => {
  place(target, property)[key] = value;
};
const verb = (method) => (path = '') => (target, property) => {
  Object.assign(place(target, property), { method, path });
};
const parameter = (read) => (target, property, index) => {
  const known = place(target, property);
  known.parameters = { ...known.parameters, [index]: read };
};

class HttpException extends Error {
  constructor(response, status) {
    super(typeof response === 'string' ? response : response.message);
    Object.assign(this, { response, status });
  }

  getStatus() {
    return this.status;
  }

  getResponse() {
    return this.response;
  }
}
const exception = (status, text) =>
  class extends HttpException {
    constructor(message = text) {
      super(message, status);
    }
  };

class ParseIntPipe {
  transform(value) {
    if (!/^-?\d+$/.test(value)) throw new HttpException('Validation failed', 400);
    return Number(value);
  }
}

const piped = (read) => (name, ...pipes) => {
  const all = typeof name === 'function' ? [name, ...pipes] : pipes;
  return parameter((context) => {
    const whole = read(context.switchToHttp().getRequest());
    const value = typeof name === 'string' ? whole?.[name] : whole;
    return all.reduce((result, pipe) => (typeof pipe === 'function' ? new pipe() : pipe).transform(result), value);
  });
};

module.exports = {
  metadata,
  HttpException,
  UnauthorizedException: exception(401, 'Unauthorized'),
  ForbiddenException: exception(403, 'Forbidden'),
  NotFoundException: exception(404, 'Not Found'),
  ParseIntPipe,
  Module: (options) => mark('module', options),
  Controller: (path) => mark('prefix', path ?? ''),
  Injectable: () => () => undefined,
  Inject: (token) => (target, property, index) => {
    const known = place(target);
    known.tokens = { ...known.tokens, [index]: token };
  },
  UseGuards: (...guards) => mark('guards', guards),
  Catch: (...types) => mark('catches', types),
  SetMetadata: mark,
  HttpCode: (status) => mark('status', status),
  createParamDecorator: (factory) => (data) => parameter((context) => factory(data, context)),
  Get: verb('get'),
  Post: verb('post'),
  Put: verb('put'),
  Patch: verb('patch'),
  Delete: verb('delete'),
  Param: piped((req) => req.params),
  Body: piped((req) => req.body),
  Req: () => parameter((context) => context.switchToHttp().getRequest()),
  Request: () => parameter((context) => context.switchToHttp().getRequest()),
};
