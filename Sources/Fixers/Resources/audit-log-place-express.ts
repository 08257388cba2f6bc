/**
 * The route's pattern, and the id in its place. Never the path as it came: it may hold tokens and
 * names of people.
 */
function placeOf(req: Request, mount: string): { route: string; resource: string; id?: string } {
  const path = (req.originalUrl.split('?')[0] ?? '').split('/').filter(Boolean);
  const before = mount.split('/').filter(Boolean);
  if (typeof req.route?.path === 'string') {
    const pattern = (req.route.path as string).split('/').filter(Boolean);
    const isId = (part: string) => /^:(id|uuid|\w+Id)$/.test(part);
    const last = pattern.reduce((found, part, index) => (isId(part) ? index : found), -1);
    const isFound = last >= 0 && path.length === before.length + pattern.length;
    return {
      route: `/${before.map(plain).concat(pattern).join('/')}`,
      resource: before.map(plain).pop() ?? pattern.find((part) => !part.startsWith(':')) ?? 'unknown',
      id: isFound ? decoded(path[before.length + last]) : undefined,
    };
  }
  const known = path.findIndex((part) => resources.has(part));
  return {
    route: known < 0 ? '/*' : `/${path.slice(0, known + 1).map(plain).join('/')}/*`,
    resource: path[known] ?? 'unknown',
  };
}

/** A part of a path that is a name in the code rather than somebody's. */
function plain(part: string): string {
  return /^([a-z][a-z-]{0,30}|v\d+)$/.test(part) ? part : ':id';
}
