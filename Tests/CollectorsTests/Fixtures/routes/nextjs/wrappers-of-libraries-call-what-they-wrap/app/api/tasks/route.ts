import { currentUser } from "../../../lib/session";

export async function GET() {
  const user = await currentUser();
  if (!user) return Response.json({ error: "sign in" }, { status: 401 });
  return Response.json({ tasks: [] });
}
