// Enough of NestJS to serve with Express: modules, injection by type, guards, filters.
const express = require('express');
const common = require('@nestjs/common');

const { HttpException, NotFoundException, metadata } = common;
const known = (target) => metadata.get(target) ?? {};

class Reflector {
  get(key, target) {
    return known(target)[key];
  }

  getAllAndOverride(key, targets) {
    return targets.map((target) => this.get(key, target)).find((value) => value !== undefined);
  }
}

class ModulesContainer extends Map {}

class BaseExceptionFilter {
  catch(error, host) {
    const status = error instanceof HttpException ? error.getStatus() : 500;
    const message = status === 500 ? 'Internal server error' : error.message;
    if (status === 500) console.error(error);
    host.switchToHttp().getResponse().status(status).json({ statusCode: status, message });
  }
}

class Application {
  prefix = '';
  app = express();
  modules = new ModulesContainer();
  instances = new Map([[ModulesContainer, this.modules], [Reflector, new Reflector()]]);
  guards = [];
  filters = [];

  constructor(root) {
    this.app.disable('x-powered-by');
    this.scan(root);
  }

  use(...given) {
    this.app.use(...given);
    return this;
  }

  setGlobalPrefix(prefix) {
    this.prefix = prefix;
    return this;
  }

  /** Modules are known before those that they import, as the real scanner has it. */
  scan(module) {
    const type = module.module ?? module;
    if (module.module === undefined && this.modules.has(type.name)) return;
    const options = { ...known(type).module, ...module };
    const controllers = new Map((options.controllers ?? []).map((one) => [one, { metatype: one }]));
    const name = module.module ? `${type.name} ${this.modules.size}` : type.name;
    this.modules.set(name, { type, controllers, providers: options.providers ?? [] });
    for (const other of options.imports ?? []) this.scan(other);
  }

  async start() {
    for (const { providers } of this.modules.values()) {
      for (const provider of providers) {
        if (provider.useFactory && !this.instances.has(provider.provide)) {
          this.instances.set(provider.provide, await provider.useFactory());
        }
      }
    }
    const all = [...this.modules.values()];
    for (const { provide, useClass } of all.flatMap(({ providers }) => providers)) {
      if (provide === 'APP_GUARD') this.guards.push(this.make(useClass));
      if (provide === 'APP_FILTER') this.filters.push(this.make(useClass));
    }
    const hosts = all.filter(({ type }) => !known(type).module?.isLibrary).map(({ type }) => this.instance(type));
    for (const { controllers } of all) for (const type of controllers.keys()) this.serve(type);
    this.app.use((req, res) => {
      const error = new NotFoundException(`Cannot ${req.method} ${req.originalUrl}`);
      this.answer(error, this.context(req, res));
    });
    for (const host of hosts) await host?.onModuleInit?.();
    for (const instance of [...this.instances.values()]) {
      if (!hosts.includes(instance)) await instance?.onModuleInit?.();
    }
    for (const host of hosts) await host?.onApplicationBootstrap?.();
  }

  instance(token) {
    if (!this.instances.has(token)) this.instances.set(token, this.make(token));
    return this.instances.get(token);
  }

  make(type) {
    const { tokens = {}, 'design:paramtypes': types = [] } = known(type);
    return new type(...types.map((one, index) => this.instance(tokens[index] ?? one)));
  }

  context(req, res, type, handler) {
    return {
      getClass: () => type,
      getHandler: () => handler,
      switchToHttp: () => ({ getRequest: () => req, getResponse: () => res }),
    };
  }

  answer(error, context) {
    const takes = (filter) => {
      const { catches = [] } = known(filter.constructor);
      return catches.length === 0 || catches.some((type) => error instanceof type);
    };
    const filter = [...this.filters].reverse().find(takes) ?? new BaseExceptionFilter();
    filter.catch(error, context);
  }

  serve(type) {
    const controller = this.instance(type);
    for (const name of Object.getOwnPropertyNames(type.prototype)) {
      const handler = type.prototype[name];
      const { method, path, parameters = {}, guards = [], status } = known(handler);
      if (!method) continue;
      const parts = [this.prefix, known(type).prefix, path].flatMap((part) => part.split('/')).filter(Boolean);
      const chain = [...this.guards, ...[...(known(type).guards ?? []), ...guards].map((one) => this.instance(one))];
      this.app[method](`/${parts.join('/')}`, async (req, res) => {
        const context = this.context(req, res, type, handler);
        try {
          for (const guard of chain) {
            if (!(await guard.canActivate(context))) throw new common.ForbiddenException('Forbidden resource');
          }
          const given = [];
          for (const [index, read] of Object.entries(parameters)) given[index] = read(context);
          const body = await handler.apply(controller, given);
          res.status(status ?? (method === 'post' ? 201 : 200));
          if (body === undefined || body === null) res.send();
          else res.json(body);
        } catch (error) {
          this.answer(error, context);
        }
      });
    }
  }

  async listen(port) {
    this.app.use(express.json());
    await this.start();
    return new Promise((resolve) => this.app.listen(port, resolve));
  }
}

module.exports = {
  APP_GUARD: 'APP_GUARD',
  APP_FILTER: 'APP_FILTER',
  BaseExceptionFilter,
  ModulesContainer,
  NestFactory: { create: async (root) => new Application(root) },
  Reflector,
};
