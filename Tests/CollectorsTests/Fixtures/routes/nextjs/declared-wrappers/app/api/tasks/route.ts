import { requireRole, requireUser } from '@example/access';

export async function GET() {
  await requireUser();
  return Response.json([]);
}

export async function DELETE() {
  await requireRole('admin');
  return new Response(null, { status: 204 });
}
