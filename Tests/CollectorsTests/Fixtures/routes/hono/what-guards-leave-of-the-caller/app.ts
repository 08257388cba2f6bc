import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { and, eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/libsql";
import { verifyKey } from "@example/keys";
import { monitor, workspace } from "./schema";

const db = drizzle();

// The key leads to a workspace by steps in which its trace is lost.
async function ownerOf(key: string) {
  const verified = await verifyKey({ key });
  return verified.ok ? { owner: "1", scopes: ["write"] } : { owner: undefined, scopes: [] };
}

const app = new Hono();

app.use("/v1/*", async (c, next) => {
  const key = c.req.header("x-api-key");
  if (!key) throw new HTTPException(401);
  const { owner, scopes } = await ownerOf(key);
  if (!owner) throw new HTTPException(401);
  const found = await db.select().from(workspace).where(eq(workspace.id, owner)).get();
  c.set("workspace", found);
  c.set("apiKey", { id: found.keyId, scopes: found.scopes });
  c.set("locale", found.locale);
  await next();
});

app.delete("/v1/monitors/:id", async (c) => {
  const apiKey = c.get("apiKey");
  if (!apiKey.scopes.includes("write")) throw new HTTPException(403);
  const row = await db
    .select()
    .from(monitor)
    .where(and(eq(monitor.id, c.req.param("id")), eq(monitor.workspaceId, c.get("workspace").id)))
    .get();
  if (!row) throw new HTTPException(404);
  await db.delete(monitor).where(eq(monitor.id, row.id)).run();
  return c.json({});
});

app.get("/v1/monitors/:id", async (c) => {
  const row = await db
    .select()
    .from(monitor)
    .where(and(eq(monitor.id, c.req.param("id")), eq(monitor.locale, c.get("locale"))))
    .get();
  return c.json(row);
});

export default app;
