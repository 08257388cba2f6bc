import { Observable, OperatorFunction } from '..';

export declare function catchError<T, R>(
  handle: (error: any) => Observable<R>,
): OperatorFunction<T, T | R>;
