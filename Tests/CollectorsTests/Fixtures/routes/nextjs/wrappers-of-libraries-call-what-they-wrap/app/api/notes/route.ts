import { currentSession } from "../../../lib/session";

export async function GET() {
  const session = await currentSession();
  if (!session) return Response.json({ error: "sign in" }, { status: 401 });
  return Response.json({ notes: [] });
}
