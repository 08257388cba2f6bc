import { Module, OnApplicationBootstrap } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { APP_FILTER, APP_GUARD, ModulesContainer, Reflector } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { policies, publicRoutes } from './access-policy';
import { RefusalFilter } from './access.filter';
import { OpenRoutes, connectAccess } from './access.guard';

/** Has every route ask for a role, and every refusal look the same. */
@Module({
  providers: [
    { provide: APP_GUARD, useClass: OpenRoutes },
    { provide: APP_FILTER, useClass: RefusalFilter },
  ],
})
export class AccessControlModule implements OnApplicationBootstrap {
  constructor(private readonly modules: ModulesContainer, dataSource: DataSource) {
    connectAccess(dataSource);
  }

  /** Fails at start when a route has no policy, rather than later, when nobody can use it. */
  onApplicationBootstrap(): void {
    const missing = this.routes().filter((name) => !(name in policies) && !publicRoutes.includes(name));
    if (missing.length > 0) {
      throw new Error(`These routes have no policy: ${missing.join(', ')}`);
    }
  }

  private routes(): string[] {
    const modules = [...this.modules.values()];
    const controllers = modules.flatMap((module) => [...module.controllers.values()]);
    return controllers.flatMap(({ metatype }) => (metatype ? routesOf(metatype) : []));
  }
}

function routesOf(controller: { name: string; prototype?: object }): string[] {
  const reflector = new Reflector();
  const names = new Set<string>();
  for (let type = controller.prototype; type && type !== Object.prototype; type = Object.getPrototypeOf(type)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(type))) {
      if (typeof value === 'function' && reflector.get(METHOD_METADATA, value) !== undefined) {
        names.add(`${controller.name}.${name}`);
      }
    }
  }
  return [...names];
}
