export declare function verify(token: string, key: string): unknown;
