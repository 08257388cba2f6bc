import { NextResponse } from 'next/server';
import { auth } from './auth';

const open = ['/api/public'];

export default auth((request) => {
  const { pathname } = request.nextUrl;
  if (open.some((prefix) => pathname.startsWith(prefix))) return NextResponse.next();
  if (!request.auth) {
    return NextResponse.redirect(new URL('/login', request.url));
  }
});

export const config = { matcher: ['/((?!api/health|_next/static).*)'] };
