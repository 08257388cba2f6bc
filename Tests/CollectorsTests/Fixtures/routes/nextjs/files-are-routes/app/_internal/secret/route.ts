export const GET = async () => Response.json({ secret: true });
