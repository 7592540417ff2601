import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Rooms from the inside out: each may import itself and what is listed for it. `types:` means types only. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  secret: [],
  egress: ['errors', 'types:engine'],
  engine: ['errors'],
  store: ['errors', 'secret', 'types:engine'],
  link: ['errors', 'engine', 'types:store'],
  http: ['errors', 'engine', 'link', 'types:store', 'types:config'],
  config: ['errors', 'secret', 'engine', 'egress', 'store'],
  start: ['errors', 'secret', 'engine', 'egress', 'store', 'link', 'http', 'config'],
  cli: ['errors', 'engine', 'egress'],
  main: ['start'],
};

/** Files over the ceiling that are tables: one row an entry, no logic to split. */
const tables: readonly string[] = [];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly isTypeOnly: boolean;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(file => !file.includes('/generated/'));
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm);
  return [...statements].map(([, type, target = '']) => ({
    file,
    target: target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target,
    isTypeOnly: type !== undefined,
  }));
}

function roomOf(file: string): string {
  const [, second = ''] = file.split('/');
  return second.replace(/\.ts$/, '');
}

const sources = filesBelow('src');
const imports = sources.flatMap(importsOf);

describe('the house', () => {
  it('lets imports point inward only', () => {
    const wrong = imports.filter(({ file, target, isTypeOnly }) => {
      if (!target.startsWith('src/')) return false;
      const [from, to] = [roomOf(file), roomOf(target)];
      const allowed = mayImport[from] ?? [];
      return from !== to && !allowed.includes(to) && !(isTypeOnly && allowed.includes(`types:${to}`));
    });
    expect(wrong).toEqual([]);
  });

  it('keeps src apart from sandbox, test, bench and scripts', () => {
    const wrong = imports.filter(
      ({ target }) => /^(sandbox|test|bench|scripts)\//.test(target) || target.startsWith('..'),
    );
    expect(wrong).toEqual([]);
  });

  it('opens sockets in egress only, and the database in store only', () => {
    const clients = /^(undici|node:(http|https|http2|net|tls|dgram|dns)(\/.*)?)$/;
    const wrong = imports.filter(
      ({ file, target, isTypeOnly }) =>
        !isTypeOnly &&
        ((clients.test(target) && !/^src\/(egress|store\/embedded)\//.test(file)) ||
          (/^(pg|kysely)$/.test(target) && !file.startsWith('src/store/'))),
    );
    expect(wrong).toEqual([]);
  });

  it('knows nothing of HTTP in expressions', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        file.startsWith('src/engine/expressions/') &&
        target.startsWith('src/engine/') &&
        !target.startsWith('src/engine/expressions/') &&
        !target.startsWith('src/engine/markup/'),
    );
    expect(wrong).toEqual([]);
  });

  it('evaluates with the interpreter of the jsonata package nowhere', () => {
    const users = imports.filter(({ target }) => target === 'jsonata').map(({ file }) => file);
    expect(users).toEqual(['src/engine/expressions/syntax/parse.ts']);
    expect(readFileSync(join(root, users[0] ?? ''), 'utf8')).not.toMatch(/\.evaluate\(/);
  });

  it('names no provider in src', () => {
    const wrong = sources.filter(file =>
      /slack|googlechat|msteams|microsoft|graph\.microsoft/i.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps every file under the ceiling of 300 lines', () => {
    const long = [...sources, ...filesBelow('sandbox'), ...filesBelow('bench'), ...filesBelow('test')]
      .filter(file => !tables.includes(file))
      .filter(file => readFileSync(join(root, file), 'utf8').split('\n').length > 301);
    expect(long).toEqual([]);
  });

  it('has no file called utils, helpers, common, misc, manager or service', () => {
    const vague = sources.filter(file => /(^|\/|-)(utils?|helpers?|common|misc|manager|service)(\.|\/|-)/.test(file));
    expect(vague).toEqual([]);
  });
});
