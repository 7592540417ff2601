import type { Endpoint } from './endpoint.ts';

/** An endpoint and the values of its path. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds endpoints by path. */
export interface Router {
  /** All endpoints a path (below `/v1.0`) fits, one for each verb. */
  routes(path: string): readonly Route[];
  /** The path with its parameters in braces, as fault scripts and the log name it; the path itself when unknown. */
  templateOf(path: string): string;
}

/** Creates a router over the table. Literal segments match in any case and win over parameters. */
export function createRouter(endpoints: readonly Endpoint[]): Router {
  const compiled = endpoints.map(endpoint => ({ endpoint, parts: endpoint.path.split('/').slice(1) }));
  const bySize = new Map<number, typeof compiled>();
  for (const entry of compiled) bySize.set(entry.parts.length, [...(bySize.get(entry.parts.length) ?? []), entry]);

  const routes = (path: string): Route[] => {
    const segments = segmentsOf(path);
    if (segments === undefined) return [];
    const found = (bySize.get(segments.length) ?? []).flatMap(({ endpoint, parts }) => {
      const params = match(parts, segments);
      return params === undefined ? [] : [{ endpoint, params }];
    });
    const fewest = Math.min(...found.map(route => Object.keys(route.params).length));
    return found.filter(route => Object.keys(route.params).length === fewest);
  };
  return { routes, templateOf: path => routes(path)[0]?.endpoint.path ?? path };
}

/** The decoded segments of a path; `teams('id')` is `teams/id`, `delta()` is `delta`. Nothing for a bad escape. */
export function segmentsOf(path: string): string[] | undefined {
  try {
    return path
      .split('/')
      .slice(1)
      .filter((segment, index, all) => segment !== '' || index < all.length - 1)
      .map(decodeURIComponent)
      .flatMap(segment => {
        const [, name, key] = /^([A-Za-z.]+)\('?([^']*)'?\)$/.exec(segment) ?? [];
        if (name === undefined || key === undefined) return [segment];
        return key === '' ? [name] : [name, key];
      });
  } catch {
    return undefined; // a percent sign that escapes nothing
  }
}

function match(parts: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (!part.startsWith('{')) {
      if (part.toLowerCase() !== segment.toLowerCase()) return undefined;
    } else if (segment === '') return undefined;
    else params[part.slice(1, -1)] = segment;
  }
  return params;
}
