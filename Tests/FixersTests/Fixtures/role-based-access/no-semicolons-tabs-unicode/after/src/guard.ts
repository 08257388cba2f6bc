// Wächter ✓
import type { NextFunction, Request, Response } from "express"
import { deny } from "./authorize.js"
import { verify } from "./tokens.js"

export const onlyMembers = (req: Request, res: Response, next: NextFunction) => {
	const user = verify(req.headers.authorization) /* größer */
	if (!user) return deny(res, "Wer da?", 401) // ← hier
	;(req as any).user = user
	return next()
}