export declare class Observable<T> {
  pipe<A>(operation: OperatorFunction<T, A>): Observable<A>;
}
export type OperatorFunction<T, R> = (source: Observable<T>) => Observable<R>;
export declare function throwError(factory: () => unknown): Observable<never>;
