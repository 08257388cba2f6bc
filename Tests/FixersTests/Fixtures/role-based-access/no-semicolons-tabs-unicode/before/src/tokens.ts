import jwt from "jsonwebtoken"

export const verify = (header?: string): any => header && jwt.verify(header, String(process.env.KEY))