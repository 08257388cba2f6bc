export interface Type<T = any> extends Function {
  new (...args: any[]): T;
}
export interface ModuleMetadata {
  imports?: unknown[];
  controllers?: Type[];
  providers?: unknown[];
  exports?: unknown[];
}
export interface BeforeApplicationShutdown {
  beforeApplicationShutdown(signal?: string): any;
}
export interface OnModuleInit {
  onModuleInit(): any;
}
export interface ExecutionContext {
  switchToHttp(): { getRequest<T = any>(): T };
}
export interface CanActivate {
  canActivate(context: ExecutionContext): boolean | Promise<boolean>;
}
export interface INestApplication {
  use(...args: any[]): this;
  setGlobalPrefix(prefix: string): this;
  listen(port: number | string): Promise<any>;
  close(): Promise<void>;
}
export declare class UnauthorizedException extends Error {}
export declare function Module(metadata: ModuleMetadata): ClassDecorator;
export declare function Injectable(): ClassDecorator;
export declare function Controller(path?: string | object): ClassDecorator;
export declare function UseGuards(...guards: unknown[]): MethodDecorator & ClassDecorator;
export declare function Get(path?: string): MethodDecorator;
export declare function Post(path?: string): MethodDecorator;
export declare function Delete(path?: string): MethodDecorator;
export declare function Body(): ParameterDecorator;
export declare function Param(name?: string): ParameterDecorator;
export declare function Req(): ParameterDecorator;
export declare function Request(): ParameterDecorator;
