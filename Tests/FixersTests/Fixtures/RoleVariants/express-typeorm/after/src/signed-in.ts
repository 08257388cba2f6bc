import { NextFunction, Request, Response } from "express";
import { verify } from "jsonwebtoken";
import { deny } from "./authorize";

export interface SignedIn extends Request {
	user?: { id: number };
}

export function signedIn(req: SignedIn, res: Response, next: NextFunction): void {
	try {
		req.user = verify((req.get("authorization") ?? "").replace("Bearer ", ""), process.env.JWT_KEY ?? "") as SignedIn["user"];
		next();
	} catch {
		deny(res, "not signed in", 401);
	}
}
