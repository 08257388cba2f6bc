import { ArgumentsHost, INestApplication, Type } from '@nestjs/common';

export declare const APP_GUARD: string;
export declare const APP_FILTER: string;
export declare class NestFactory {
  static create<T extends INestApplication = INestApplication>(module: any, options?: object): Promise<T>;
}
export declare class Reflector {
  get<T = any>(key: any, target: Function | Type): T;
  getAllAndOverride<T = any>(key: any, targets: (Function | Type)[]): T;
}
export declare class BaseExceptionFilter<T = any> {
  catch(exception: T, host: ArgumentsHost): void;
}
interface InstanceWrapper {
  readonly metatype: Type | Function | null;
}
interface Module {
  readonly controllers: Map<unknown, InstanceWrapper>;
}
export declare class ModulesContainer extends Map<string, Module> {}
