import { canRead, currentUser } from "../../../lib/session";

export async function GET(request: Request) {
  const user = await currentUser();
  if (!user) return Response.json({ error: "sign in" }, { status: 401 });
  const wanted = new URL(request.url).searchParams.get("owner");
  if (!(await canRead(user.id, wanted))) return Response.json({ error: "not yours" }, { status: 403 });
  return Response.json({ files: [] });
}
