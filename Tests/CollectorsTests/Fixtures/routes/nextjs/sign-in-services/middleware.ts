import { clerkMiddleware, createRouteMatcher } from '@clerk/nextjs/server';

const isOpen = createRouteMatcher(['/api/webhooks(.*)', '/api/notes']);

export default clerkMiddleware(async (auth, request) => {
  if (!isOpen(request)) await auth.protect();
});

export const config = { matcher: ['/(api|trpc)(.*)'] };
