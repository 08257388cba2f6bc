import { sqliteTable, text } from "drizzle-orm/sqlite-core";

export const monitor = sqliteTable("monitor", {
  id: text("id"),
  workspaceId: text("workspace_id"),
  locale: text("locale"),
});
export const workspace = sqliteTable("workspace", { id: text("id") });
