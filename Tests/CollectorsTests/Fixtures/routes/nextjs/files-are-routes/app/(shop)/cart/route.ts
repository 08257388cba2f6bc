export const GET = async () => Response.json({ items: [] });
