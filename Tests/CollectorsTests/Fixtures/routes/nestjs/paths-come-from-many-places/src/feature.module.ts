import { Controller, DynamicModule, Module, Patch, RequestMapping, RequestMethod } from '@nestjs/common';

@Controller('feature')
export class FeatureController {
  @RequestMapping({ path: 'mapped', method: RequestMethod.DELETE })
  mapped() {
    return {};
  }

  @Patch()
  change() {
    return {};
  }
}

@Controller('nobody-imports-my-module')
export class UnusedController {
  @Patch()
  change() {
    return {};
  }
}

@Module({ controllers: [UnusedController] })
export class UnusedModule {}

@Module({})
export class FeatureModule {
  static forRoot(options: { controllers: boolean }): DynamicModule {
    return { module: FeatureModule, controllers: options.controllers ? [FeatureController] : [] };
  }
}
