import { prices } from "../../../lib/session";

export async function GET() {
  const known = await prices();
  if (!known) return Response.json({ error: "none" }, { status: 401 });
  return Response.json(known);
}
