import type { Application } from 'express';
import { policies, publicRoutes } from './access-policy';

interface Layer {
  path: string;
  route?: { path: string | string[]; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
  match(path: string): boolean;
}

interface Place {
  method: string;
  path: string;
}

/** Fails at start when a route has no policy, rather than later, when nobody can use it. */
export function requirePolicies(app: Application): void {
  const known = [...Object.keys(policies), ...publicRoutes].map((route) => {
    const [method = '', path = ''] = route.split(' ');
    return { method: method.toLowerCase(), path };
  });
  const { _router: router } = app as unknown as Record<'_router', { stack: Layer[] }>;
  const missing = withoutPolicy(router.stack, known);
  if (missing.length > 0) {
    throw new Error(`These routes have no policy: ${missing.join(', ')}`);
  }
}

function withoutPolicy(stack: Layer[], known: Place[]): string[] {
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

function isAt(place: Place, method: string, path: string): boolean {
  return (place.method === method || method === '_all') && place.path === path;
}

/** What remains of the paths behind a router. */
function within(layer: Layer, known: Place[]): Place[] {
  return known
    .filter((place) => layer.match(place.path))
    .map((place) => {
      layer.match(place.path);
      return { ...place, path: place.path.slice(layer.path.length) || '/' };
    });
}
