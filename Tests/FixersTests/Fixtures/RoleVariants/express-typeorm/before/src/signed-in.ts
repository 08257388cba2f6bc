import { NextFunction, Request, Response } from "express";
import { verify } from "jsonwebtoken";

export interface SignedIn extends Request {
	user?: { id: number };
}

export function signedIn(req: SignedIn, res: Response, next: NextFunction): void {
	try {
		req.user = verify((req.get("authorization") ?? "").replace("Bearer ", ""), process.env.JWT_KEY ?? "") as SignedIn["user"];
		next();
	} catch {
		res.sendStatus(401);
	}
}
