import jwt from 'jsonwebtoken';

class HttpError extends Error {
	constructor(status, message) {
		super(message);
		this.status = status;
	}
}

export function authenticate(req, res, next) {
	let user = null;
	try {
		user = jwt.verify((req.get('authorization') ?? '').slice('Bearer '.length), process.env.JWT_KEY);
	} catch {
		user = null;
	}
	if (!user) {
		throw new HttpError(401, 'Sign in first');
	}
	req.user = user;
	next();
}
