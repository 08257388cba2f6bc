import { getServerSession } from 'next-auth';
import { NextResponse } from 'next/server';
import { options } from '../../../options';

export async function GET(request: Request, { params }: { params: { id: string } }) {
  const session = await getServerSession(options);
  if (!session) {
    return NextResponse.json({ error: 'sign in first' }, { status: 401 });
  }
  return NextResponse.json({ id: params.id });
}

const remove = async () => {
  const session = await getServerSession(options);
  if (!session?.user) return new Response(null, { status: 401 });
  if (session.user.role !== 'admin') return new Response(null, { status: 403 });
  return new Response(null, { status: 204 });
};

export { remove as DELETE };
