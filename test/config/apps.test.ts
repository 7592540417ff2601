import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { readApps } from '../../src/config/apps.ts';

const form = 'It is a map such as { "acme": { "client_id": "...", "client_secret": "..." } }, in JSON or YAML';

describe('readApps', () => {
  it.each([
    ['JSON', '{ "acme": { "client_id": "1.20", "client_secret": "canary", "limit": 15, "beta": true } }'],
    ['YAML', 'acme:\n  client_id: "1.20"\n  client_secret: canary\n  limit: 15\n  beta: true\nother:\n'],
  ])('reads facts by integration from %s', (_, text) => {
    const apps = readApps(text);
    expect(apps.facts('acme')).toEqual({ client_id: '1.20', client_secret: 'canary', limit: 15, beta: true });
    expect([apps.facts('other'), apps.facts('constructor'), apps.integrations[0]]).toEqual([{}, {}, 'acme']);
  });

  it('shows no fact when it is printed', () => {
    const apps = readApps('{ "acme": { "client_secret": "canary" } }');
    expect(`${inspect(apps, { depth: 9 })}${JSON.stringify(apps)}`).not.toContain('canary');
  });

  it.each([
    ['broken YAML', 'acme: { client_secret: canary', `cannot be read (line 1). ${form}`],
    ['a name given twice', 'acme:\n  client_id: canary\n  client_id: canary\n', `cannot be read (line 3). ${form}`],
    ['an alias', 'acme: &a { client_id: canary }\nother: *a\n', `cannot be read. ${form}`],
    ['a list', '[canary]', `holds no map. ${form}`],
    ['a text for an integration', 'acme: canary', `holds no map for "acme". ${form}`],
    [
      'an id that YAML takes for a number',
      'acme: { client_id: 1.20 }',
      `gives "client_id" of "acme" in a wrong form: write a text, in quotes. ${form}`,
    ],
    [
      'an empty secret',
      'acme: { client_secret: "" }',
      `gives "client_secret" of "acme" in a wrong form: write a text, in quotes. ${form}`,
    ],
    [
      'a list for a fact',
      'acme: { limit: [canary] }',
      `gives "limit" of "acme" in a wrong form: write a text, in quotes. ${form}`,
    ],
  ])('refuses %s without quoting it', (_, text, message) => {
    expect(() => readApps(text)).toThrow(new Error(message));
  });
});
