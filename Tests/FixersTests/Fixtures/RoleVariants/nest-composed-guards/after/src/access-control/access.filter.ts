import {
  ArgumentsHost,
  Catch,
  ForbiddenException,
  HttpException,
  NotFoundException,
  UnauthorizedException,
} from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { Request, Response } from 'express';
import { noteForAudit } from '../audit-log/audit-logger';

/** Whether every refusal looks the same, so that nobody learns which routes there are. */
const concealRoutes = true;
const answers: Record<number, string> = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not found' };

/** Answers everybody who is refused alike; why is for the audit log alone. */
@Catch(UnauthorizedException, ForbiddenException, NotFoundException)
export class RefusalFilter extends BaseExceptionFilter {
  catch(exception: HttpException, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const req = http.getRequest<Request>();
    const res = http.getResponse<Response>();
    if (res.locals.isOpen || (exception instanceof NotFoundException && !isUnknown(req, exception))) {
      return super.catch(exception, host);
    }
    noteForAudit(res, { reason: exception.message });
    const status = concealRoutes ? 403 : exception.getStatus();
    if (status === 401) {
      res.set('WWW-Authenticate', 'Bearer');
    }
    res.status(status).json({ statusCode: status, message: answers[status] });
  }
}

/** Whether there is no such route where routes are guarded, rather than no such row. */
function isUnknown(req: Request, exception: HttpException): boolean {
  return exception.message === `Cannot ${req.method} ${req.originalUrl}` && req.path.startsWith('/');
}
