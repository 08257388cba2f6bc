import { auth } from '@clerk/nextjs/server';

export async function PUT() {
  const { has } = await auth();
  await auth.protect({ role: 'org:admin' });
  return Response.json({ ok: true });
}
