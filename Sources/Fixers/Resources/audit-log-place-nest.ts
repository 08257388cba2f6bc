/**
 * The route's pattern, and the id in its place. Never the path as it came: it may hold tokens and
 * names of people.
 */
function placeOf(req: Request): { route: string; resource: string; id?: string } {
  const path = partsOf(req.originalUrl);
  if (typeof req.route?.path === 'string') {
    const pattern = partsOf(req.route.path as string);
    const isId = (part: string) => /^:(id|uuid|\w+Id)$/.test(part);
    const last = pattern.reduce((found, part, index) => (isId(part) ? index : found), -1);
    return {
      route: `/${pattern.join('/')}`,
      resource: resourceOf(pattern) ?? pattern.filter(isName).pop() ?? 'unknown',
      id: last >= 0 && path.length === pattern.length ? decoded(path[last]) : undefined,
    };
  }
  const resource = resourceOf(path);
  return { route: resource === undefined ? '/*' : `/${resource}/*`, resource: resource ?? 'unknown' };
}

/** What the longest path of a controller that is part of a path stands for. */
function resourceOf(parts: string[]): string | undefined {
  const path = `/${parts.join('/')}/`;
  const known = Object.keys(resources).filter((key) => path.includes(`/${key}/`));
  const longest = known.sort((left, right) => right.length - left.length)[0];
  return longest === undefined ? undefined : resources[longest];
}

function partsOf(path: string): string[] {
  return (path.split('?')[0] ?? '').split('/').filter(Boolean);
}

function isName(part: string): boolean {
  return !/^(:.*|\*.*|\{.*|v\d+)$/.test(part);
}
