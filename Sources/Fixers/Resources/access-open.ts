/** Whether a request is for a route that anybody may use. */
function isOpen(req: Request): boolean {
  const [path = ''] = req.originalUrl.split('?');
  const method = req.method === 'HEAD' ? 'GET' : req.method;
  const open = publicRoutes.filter((route) => {
    const [wanted, pattern = ''] = route.split(' ');
    return wanted === method && new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}/?$`, 'i').test(path);
  });
  return open.length > 0 && !rules.some((rule) => rule.method === method && rule.path.test(path));
}
