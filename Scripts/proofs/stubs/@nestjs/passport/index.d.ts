export declare function AuthGuard(strategy: string): new () => object;
