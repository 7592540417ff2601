import type { FastifyInstance } from 'fastify';

export interface Route {
  readonly verb: string;
  readonly url: string;
}

/** Routes that end with anything; the router prints them without what stands before. */
const wildcards = ['/custom/*'] as const;

/** Every route the app's router has, read off the tree that it prints. */
export async function routesOf(app: FastifyInstance): Promise<readonly Route[]> {
  await app.ready();
  const above: string[] = [];
  const missing = wildcards.filter(url => !app.hasRoute({ method: 'GET', url }));
  if (missing.length > 0) throw new Error(`There is no route ${missing.join(', ')} any more.`);
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap(line => {
      const [, indent = '', part = '', verbs] = /^((?:│ {3}| {4})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
      const depth = indent.length / 4;
      above.splice(depth, above.length, part);
      const url = above.join('');
      if (url === '*') return wildcards.flatMap(full => (verbs ?? '').split(', ').map(verb => ({ verb, url: full })));
      return (verbs ?? '').split(', ').flatMap(verb => (verb === '' ? [] : [{ verb, url }]));
    });
}
