// Debian's package of jose has no type declarations: the part the example uses.
export interface JWTPayload {
  [claim: string]: unknown;
  iss?: string;
  sub?: string;
  aud?: string | string[];
  exp?: number;
  iat?: number;
}

export interface JWTVerifyOptions {
  algorithms?: string[];
  audience?: string | string[];
  issuer?: string | string[];
  maxTokenAge?: string | number;
}

export interface JWTVerifyResult {
  payload: JWTPayload;
  protectedHeader: { alg: string; [parameter: string]: unknown };
}

export function jwtVerify(
  jwt: string | Uint8Array,
  key: Uint8Array,
  options?: JWTVerifyOptions,
): Promise<JWTVerifyResult>;

export class SignJWT {
  constructor(payload: JWTPayload);
  setProtectedHeader(header: { alg: string; [parameter: string]: unknown }): this;
  setSubject(subject: string): this;
  setIssuer(issuer: string): this;
  setAudience(audience: string | string[]): this;
  setIssuedAt(seconds?: number): this;
  setExpirationTime(time: number | string): this;
  sign(key: Uint8Array): Promise<string>;
}
