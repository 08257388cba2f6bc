import { createServerClient } from '@supabase/ssr';
import { cookies } from 'next/headers';

export async function GET() {
  const supabase = createServerClient(process.env.URL, process.env.KEY, { cookies: await cookies() });
  const {
    data: { user },
  } = await supabase.auth.getUser();
  if (!user) {
    return Response.json({ error: 'sign in first' }, { status: 401 });
  }
  try {
    return Response.json({ owner: user.id });
  } catch (error) {
    return Response.json({ error: 'failed' });
  }
}
