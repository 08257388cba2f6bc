
/** Refuses what no route took, as if it were a route that is not allowed. */
export function refuseUnknown(req: Request, res: Response): void {
  deny(res, 'there is no such route', 404);
}

/** Refuses to tell which methods a path takes. */
export function refuseOptions(req: Request, res: Response, next: NextFunction): void {
  if (concealRoutes && req.method === 'OPTIONS') {
    return deny(res, 'OPTIONS is not answered');
  }
  next();
}
