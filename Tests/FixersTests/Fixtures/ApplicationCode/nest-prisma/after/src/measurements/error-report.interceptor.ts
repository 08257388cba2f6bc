import {
  CallHandler,
  ExecutionContext,
  HttpException,
  Injectable,
  NestInterceptor,
} from '@nestjs/common';
import { Observable, throwError } from 'rxjs';
import { catchError } from 'rxjs/operators';
import { report } from './measurements';

/** Reports what handlers fail with, and hands it on to be answered. */
@Injectable()
export class ErrorReport implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof HttpException) || error.getStatus() >= 500) {
          report(error, `${context.getClass().name}.${context.getHandler().name}`);
        }
        return throwError(() => error);
      }),
    );
  }
}
