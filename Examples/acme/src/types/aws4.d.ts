declare module 'aws4' {
  interface Request {
    host: string;
    path: string;
    method?: string;
    service?: string;
    region?: string;
    signQuery?: boolean;
    headers?: Record<string, string>;
  }

  interface Credentials {
    accessKeyId: string;
    secretAccessKey: string;
  }

  export function sign(request: Request, credentials: Credentials): Required<Request>;
}
