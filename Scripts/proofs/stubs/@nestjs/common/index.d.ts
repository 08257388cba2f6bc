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
export interface OnApplicationBootstrap {
  onApplicationBootstrap(): any;
}
export interface ArgumentsHost {
  switchToHttp(): { getRequest<T = any>(): T; getResponse<T = any>(): T };
}
export interface ExecutionContext extends ArgumentsHost {
  getClass<T = any>(): Type<T>;
  getHandler(): Function;
}
export interface CanActivate {
  canActivate(context: ExecutionContext): boolean | Promise<boolean>;
}
export interface CallHandler<T = any> {
  handle(): import('rxjs').Observable<T>;
}
export interface NestInterceptor<T = any, R = any> {
  intercept(context: ExecutionContext, next: CallHandler<T>): import('rxjs').Observable<R>;
}
export interface INestApplication {
  use(...args: any[]): this;
  setGlobalPrefix(prefix: string): this;
  useGlobalInterceptors(...interceptors: NestInterceptor[]): this;
  listen(port: number | string): Promise<any>;
  close(): Promise<void>;
}
export declare class HttpException extends Error {
  constructor(response: string | Record<string, any>, status: number);
  getStatus(): number;
  getResponse(): string | object;
}
export declare class UnauthorizedException extends HttpException {
  constructor(message?: any, description?: string);
}
export declare class ForbiddenException extends HttpException {
  constructor(message?: any, description?: string);
}
export declare class NotFoundException extends HttpException {
  constructor(message?: any, description?: string);
}
export declare class ServiceUnavailableException extends HttpException {
  constructor(message?: any, description?: string);
}
export declare class ParseIntPipe {
  transform(value: string): number;
}
export declare function Catch(...exceptions: Type[]): ClassDecorator;
export declare function SetMetadata(key: string, value: unknown): MethodDecorator & ClassDecorator;
export declare function Header(name: string, value: string): MethodDecorator;
export declare function HttpCode(status: number): MethodDecorator;
export declare function createParamDecorator<Data = any, Result = any>(
  factory: (data: Data, context: ExecutionContext) => Result,
): (data?: Data, ...pipes: unknown[]) => ParameterDecorator;
export declare function Module(metadata: ModuleMetadata): ClassDecorator;
export declare function Injectable(): ClassDecorator;
export declare function Controller(path?: string | object): ClassDecorator;
export declare function UseGuards(...guards: unknown[]): MethodDecorator & ClassDecorator;
export declare function Get(path?: string): MethodDecorator;
export declare function Post(path?: string): MethodDecorator;
export declare function Put(path?: string): MethodDecorator;
export declare function Patch(path?: string): MethodDecorator;
export declare function Delete(path?: string): MethodDecorator;
export declare function Body(name?: string, ...pipes: unknown[]): ParameterDecorator;
export declare function Param(name?: string, ...pipes: unknown[]): ParameterDecorator;
export declare function Req(): ParameterDecorator;
export declare function Request(): ParameterDecorator;
