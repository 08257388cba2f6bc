import { CallHandler, ExecutionContext, Injectable, NestInterceptor } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { tap } from 'rxjs';

export class AuditLog {}

const RECORDED = new Set(['POST', 'DELETE']);

@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(@InjectRepository(AuditLog) private readonly logs: Repository<AuditLog>) {}

  intercept(context: ExecutionContext, next: CallHandler) {
    const request = context.switchToHttp().getRequest();
    if (!RECORDED.has(request.method)) return next.handle();
    return next.handle().pipe(
      tap({
        next: () => {
          void this.logs.save({ who: request.user.id, what: request.url });
        },
      }),
    );
  }
}
