import type { NextFunction, Request, Response } from 'express'
import { verify } from 'jsonwebtoken'
import { deny } from './authorize'

export function guard(req: Request, res: Response, next: NextFunction) {
  try {
    req.user = verify((req.headers.authorization ?? '').replace('Bearer ', ''), process.env.JWT_KEY ?? '') as { id: number }
  } catch {
    deny(res, 'Who are you?', 401)
    return
  }
  next()
}
