// Wächter ✓
import type { NextFunction, Request, Response } from "express"
import { verify } from "./tokens.js"

export const onlyMembers = (req: Request, res: Response, next: NextFunction) => {
	const user = verify(req.headers.authorization) /* größer */
	if (!user) return res.status(401).send({ message: "Wer da?" }) // ← hier
	;(req as any).user = user
	return next()
}