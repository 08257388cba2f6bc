const { policies, publicRoutes } = require('./utils/access-policy');

/**
 * @typedef {object} Layer
 * @property {string} path
 * @property {{ path: string | string[]; methods: Record<string, boolean> }} [route]
 * @property {{ stack?: Layer[] }} handle
 * @property {(path: string) => boolean} match
 */

/**
 * @typedef {object} Place
 * @property {string} method
 * @property {string} path
 */

/**
 * Fails at start when a route has no policy, rather than later, when nobody can use it.
 *
 * @param {import('express').Application} app
 */
function requirePolicies(app) {
  const known = [...Object.keys(policies), ...publicRoutes].map((route) => {
    const [method = '', path = ''] = route.split(' ');
    return { method: method.toLowerCase(), path };
  });
  const { _router: router } = app;
  const missing = withoutPolicy(router.stack, known);
  if (missing.length > 0) {
    throw new Error(`These routes have no policy: ${missing.join(', ')}`);
  }
}

function withoutPolicy(stack, known) {
  return stack.flatMap((layer) => {
    if (layer.route) {
      const paths = [layer.route.path].flat().map((path) => path.replace(/\(.*?\)/g, ''));
      return Object.keys(layer.route.methods).flatMap((method) =>
        paths
          .filter((path) => !known.some((place) => isAt(place, method, path)))
          .map((path) => `${method.toUpperCase()} ${path}`),
      );
    }
    return layer.handle.stack ? withoutPolicy(layer.handle.stack, within(layer, known)) : [];
  });
}

function isAt(place, method, path) {
  return (place.method === method || method === '_all') && place.path === path;
}

/** What remains of the paths behind a router. */
function within(layer, known) {
  return known
    .filter((place) => layer.match(place.path))
    .map((place) => {
      layer.match(place.path);
      return { ...place, path: place.path.slice(layer.path.length) || '/' };
    });
}

module.exports = { requirePolicies };
