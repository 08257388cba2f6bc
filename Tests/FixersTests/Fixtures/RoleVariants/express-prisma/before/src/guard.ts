import type { NextFunction, Request, Response } from 'express'
import { verify } from 'jsonwebtoken'

export function guard(req: Request, res: Response, next: NextFunction) {
  try {
    req.user = verify((req.headers.authorization ?? '').replace('Bearer ', ''), process.env.JWT_KEY ?? '') as { id: number }
  } catch {
    res.status(401).json({ message: 'Who are you?' })
    return
  }
  next()
}
