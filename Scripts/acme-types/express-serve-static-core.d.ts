// Debian's types of express refer to a package that Debian does not carry: the part they need.
import { IncomingMessage, Server, ServerResponse } from 'http';
import { EventEmitter } from 'events';

declare global {
  namespace Express {
    interface Request {}
    interface Response {}
    interface Application {}
  }
}

export interface ParamsDictionary {
  [key: string]: string;
}
export interface Query {
  [key: string]: undefined | string | string[] | Query | Query[];
}
export interface NextFunction {
  (error?: any): void;
}
export interface RequestHandler<
  P = ParamsDictionary,
  ResBody = any,
  ReqBody = any,
  ReqQuery = Query,
  Locals extends Record<string, any> = Record<string, any>,
> {
  (
    req: Request<P, ResBody, ReqBody, ReqQuery, Locals>,
    res: Response<ResBody, Locals>,
    next: NextFunction,
  ): void;
}
export type ErrorRequestHandler<
  P = ParamsDictionary,
  ResBody = any,
  ReqBody = any,
  ReqQuery = Query,
  Locals extends Record<string, any> = Record<string, any>,
> = (
  error: any,
  req: Request<P, ResBody, ReqBody, ReqQuery, Locals>,
  res: Response<ResBody, Locals>,
  next: NextFunction,
) => void;
export interface Handler extends RequestHandler {}
export type RequestParamHandler = (
  req: Request,
  res: Response,
  next: NextFunction,
  value: any,
  name: string,
) => any;
type Handlers = (RequestHandler | ErrorRequestHandler | IRouter | Handlers)[];
type PathParams = string | RegExp | (string | RegExp)[];

export interface IRouterMatcher<T> {
  (path: PathParams, ...handlers: RequestHandler[]): T;
  (path: PathParams, ...handlers: Handlers): T;
}
export interface IRouterHandler<T> {
  (...handlers: RequestHandler[]): T;
  (...handlers: Handlers): T;
}
export interface IRoute {
  path: string;
  all: IRouterHandler<this>;
  get: IRouterHandler<this>;
  post: IRouterHandler<this>;
  put: IRouterHandler<this>;
  patch: IRouterHandler<this>;
  delete: IRouterHandler<this>;
}
export interface IRouter extends RequestHandler {
  all: IRouterMatcher<this>;
  get: IRouterMatcher<this>;
  post: IRouterMatcher<this>;
  put: IRouterMatcher<this>;
  patch: IRouterMatcher<this>;
  delete: IRouterMatcher<this>;
  use: IRouterHandler<this> & IRouterMatcher<this>;
  param(name: string, handler: RequestParamHandler): this;
  route(prefix: PathParams): IRoute;
}
export interface Router extends IRouter {}

export interface CookieOptions {
  maxAge?: number;
  signed?: boolean;
  expires?: Date;
  httpOnly?: boolean;
  path?: string;
  domain?: string;
  secure?: boolean;
  sameSite?: boolean | 'lax' | 'strict' | 'none';
}
export interface MediaType {
  value: string;
  quality: number;
  type: string;
  subtype: string;
}
export type Errback = (error: Error) => void;
export type Send<ResBody = any, T = Response<ResBody>> = (body?: ResBody) => T;

export interface Request<
  P = ParamsDictionary,
  ResBody = any,
  ReqBody = any,
  ReqQuery = Query,
  Locals extends Record<string, any> = Record<string, any>,
> extends IncomingMessage,
    Express.Request {
  route: any;
  app: Application;
  baseUrl: string;
  body: ReqBody;
  cookies: any;
  hostname: string;
  ip: string;
  method: string;
  originalUrl: string;
  params: P;
  path: string;
  protocol: string;
  query: ReqQuery;
  res?: Response<ResBody, Locals>;
  secure: boolean;
  url: string;
  get(name: string): string | undefined;
  header(name: string): string | undefined;
  is(type: string | string[]): string | false | null;
}
export interface Response<
  ResBody = any,
  Locals extends Record<string, any> = Record<string, any>,
> extends ServerResponse,
    Express.Response {
  app: Application;
  locals: Locals;
  status(code: number): this;
  sendStatus(code: number): this;
  send: Send<ResBody, this>;
  json: Send<ResBody, this>;
  type(type: string): this;
  set(field: string, value?: string | string[]): this;
  get(field: string): string | undefined;
  redirect(url: string): void;
  redirect(status: number, url: string): void;
  cookie(name: string, value: any, options?: CookieOptions): this;
  clearCookie(name: string, options?: CookieOptions): this;
}
export interface Application extends EventEmitter, IRouter, Express.Application {
  (req: Request | IncomingMessage, res: Response | ServerResponse): any;
  set(setting: string, value: any): this;
  enable(setting: string): this;
  disable(setting: string): this;
  listen(port: number, hostname: string, callback?: () => void): Server;
  listen(port: number, callback?: () => void): Server;
  locals: Record<string, any>;
}
export interface Express extends Application {
  request: Request;
  response: Response;
}
