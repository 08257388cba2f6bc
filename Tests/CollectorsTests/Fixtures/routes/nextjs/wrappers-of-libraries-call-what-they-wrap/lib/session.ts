import { cache } from "react";
import { unstable_cache } from "next/cache";
import memoize from "lodash/memoize";
import { getServerSession } from "next-auth";

export const currentSession = cache(async () => getServerSession());
export const currentUser = memoize(cache(async () => (await getServerSession())?.user));
export const canRead = (userId: string, noteId: string) =>
  unstable_cache(async () => userId === noteId, [userId, noteId], { revalidate: 60 })();
export const prices = cache(async () => ({ basic: 10 }));
