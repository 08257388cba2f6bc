/** The pattern of the route; never the path as it came, which may hold names of people. */
function routeOf(req: Request): string {
  const pattern: unknown = req.route?.path;
  if (typeof pattern !== 'string') {
    return '*';
  }
  const parts = pattern.split('/').filter(Boolean);
  const path = (req.originalUrl.split('?')[0] ?? '').split('/').filter(Boolean);
  // Where a router is mounted is forgotten once an error has left it; the path still tells.
  const isPlain = !/[*?+({]/.test(pattern);
  const mount = isPlain
    ? path.slice(0, Math.max(0, path.length - parts.length))
    : req.baseUrl.split('/').filter(Boolean);
  const names = mount.map((part) => (/^([a-z_-]+|v\d+)$/i.test(part) ? part : ':value'));
  return `/${[...names, ...parts].join('/')}`;
}
