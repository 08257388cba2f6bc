import { withUser, withTiming } from '@example/access';

export const GET = withUser(async () => Response.json([]));

export const POST = withTiming(async () => Response.json({}));
