import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/engine/definitions/load.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const catalogue = loadCatalogue({ integrations: [`${root}integrations`], models: [`${root}unified-models`] });
const integrations = ['msteams', 'microsoft'].flatMap(name => catalogue.integrations.get(name) ?? []);

/** The lines of an integration's own definition, without comments and blanks; the claims of quality are none. */
function linesOf(name: string): string[] {
  const folder = join(root, 'integrations', name);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.yaml') && !path.startsWith('cases') && path !== 'quality.yaml')
    .flatMap(path => readFileSync(join(folder, path), 'utf8').split('\n'))
    .filter(line => line.trim() !== '' && !line.trim().startsWith('#'));
}

describe('the two integrations over Graph', () => {
  it('are both served', () => {
    expect(integrations.map(({ name }) => name)).toEqual(['msteams', 'microsoft']);
  });

  it('share what they have in common, and repeat little of it', () => {
    const others = new Set(linesOf('microsoft'));
    const equal = linesOf('msteams').filter(line => others.has(line));
    console.log(`${equal.length} equal lines in msteams and microsoft`);
    expect(equal.length).toBeLessThan(20);
    expect(linesOf('graph').length).toBeGreaterThan(2 * linesOf('msteams').length);
  });
});

const reference = join(root, '../shared/providers');
const isThere = existsSync(`${reference}/msteams/permissions.json`);
if (!isThere) console.log('Scopes are not held against the permission reference: it is not here.');

/** What README settles: the reference names no scope for reading alone, or leaves one out. */
const settled = ['GET /shares/{id}/driveitem'];

/** What an address that Graph hands out belongs to. */
const handedOut = [
  'GET /teams/{id}/channels/{id}/messages/{id}/hostedcontents/{id}',
  'GET /chats/{id}/messages/{id}/hostedcontents/{id}',
];

/** Answered by properties that have a permission of their own. */
const ownPermissions = ['MailboxSettings.Read', 'AuditLog.Read.All'];

describe.skipIf(!isThere)('the scopes of an endpoint', () => {
  it.each(integrations)('are those of the permission reference: $name', integration => {
    const known = { ...permissionsOf('microsoft'), ...permissionsOf('msteams') };
    const wrong = [...integration.endpoints.values()].flatMap(({ verb, path, scopes }) => {
      const key = `${verb} ${path.source
        .replace(/(?:u!)?\{\{.*?\}\}/g, '{id}')
        .replace('/microsoft.graph.user', '')
        .toLowerCase()}`;
      const entries = (key === 'GET given' ? handedOut : [key]).map(name => known[name]);
      return scopes
        .flatMap(({ all, credentials }) => all.flat().map(scope => ({ scope, credential: credentials[0] })))
        .filter(({ scope }) => !settled.includes(key) && !ownPermissions.includes(scope))
        .filter(({ scope, credential }) => {
          const listed = entries.flatMap(
            entry => (credential === 'app' ? entry?.Application : entry?.DelegatedWork) ?? [],
          );
          return !listed.some(name => name.replace('*', '') === scope);
        })
        .map(({ scope, credential }) => `${key}: ${scope} (${credential ?? 'any'})`);
    });
    expect(wrong).toEqual([]);
  });
});

function permissionsOf(provider: string): Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> {
  const text = readFileSync(`${reference}/${provider}/permissions.json`, 'utf8');
  return JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>; // our own extract
}
