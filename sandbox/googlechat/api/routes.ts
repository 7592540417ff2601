import type { Method } from './method.ts';

/** A method and the variables its path gave. */
export interface Route {
  readonly method: Method;
  readonly path: Readonly<Record<string, string>>;
}

/** Finds methods by request. */
export interface Routes {
  /** The method of a request. On a host that is none of Google's (a client of tests) the path alone decides. */
  find(verb: string, host: string, path: string): Route | undefined;
  /** The template of a path, whatever the verb: `/v1/spaces/{space}/messages`. */
  templateOf(host: string, path: string): string | undefined;
}

interface Entry {
  readonly method: Method;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** Compiles the path templates of a table. */
export function createRoutes(methods: readonly Method[]): Routes {
  const entries = methods.map(compile);
  const hosts = new Set(methods.map(row => row.host));
  const matching = (host: string, path: string): Entry[] => {
    const name = host.replace(/:\d+$/, '').toLowerCase();
    return entries.filter(entry => (!hosts.has(name) || entry.method.host === name) && entry.pattern.test(path));
  };
  return {
    find(verb, host, path) {
      const entry = matching(host, path).find(candidate => candidate.method.verb === verb);
      return entry === undefined ? undefined : { method: entry.method, path: variables(entry, path) };
    },
    templateOf: (host, path) => matching(host, path)[0]?.method.path,
  };
}

function compile(method: Method): Entry {
  const names: string[] = [];
  const source = method.path.replace(/[.*+?^$|()[\]\\]|\{(\w+)(\*?)\}/g, (text, name?: string, rest?: string) => {
    if (name === undefined) return `\\${text}`;
    names.push(name);
    // A colon starts a custom verb, so it is no part of an id that ends a path.
    return rest === '*' ? '(.+)' : '([^/:]+)';
  });
  return { method, pattern: new RegExp(`^${source}$`), names };
}

function variables({ pattern, names }: Entry, path: string): Record<string, string> {
  const found = pattern.exec(path) ?? [];
  return Object.fromEntries(names.map((name, index) => [name, decode(found[index + 1] ?? '')]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is no escape: the id is then unknown, which is the answer
  }
}
