import { describe, expect, it } from 'vitest';
import { loadFromFiles } from '../../../../src/engine/definitions/load.ts';
import { grownFiles } from '../support/grown.ts';
import { outline } from '../support/outline.ts';
import { rendered } from '../support/rendered.ts';
import { filesWith } from '../support/small.ts';

const integration = 'integrations/grown/integration.yaml';
const nativeNotes = 'integrations/grown/native/notes.yaml';
const nativeRooms = 'integrations/grown/native/rooms.yaml';
const label = 'label: Grown\n';
const list = 'list: { get: "/rooms/{{ room }}/notes",';

/** The grown files with rates, and an endpoint that counts against some. */
function rated(rates: string, rate: string): Readonly<Record<string, string>> {
  const files = filesWith(grownFiles, integration, [[label, `${label}rates:\n${rates}\n`]]);
  return Object.fromEntries(filesWith(Object.fromEntries(files), nativeNotes, [[list, `${list} rate: ${rate},`]]));
}

describe('rates', () => {
  it('are counted by the account, by facts, by parameters and by the endpoint', () => {
    const files = rated(
      [
        '  slow: { max: 50, per: 1m }',
        '  room: { max: 4, per: 250ms, by: $room }',
        '  both: { max: 3000, per: 1d, by: [$account.org, $endpoint] }',
        '  own: { max: $app.size, per: 10s }',
      ].join('\n'),
      '[slow, room, both]',
    );
    const settings: [string, string] = [
      label,
      `${label}app: { size: { type: integer } }\nsettings: { org: { type: string } }\n`,
    ];
    const { integrations, problems } = loadFromFiles(filesWith(files, integration, [settings]));
    expect(problems).toEqual([]);
    expect(outline(integrations.get('grown')?.endpoints.get('notes.list')?.rates)).toEqual([
      { name: 'slow', max: 50, per: '1m', perMs: 60_000, by: [] },
      { name: 'room', max: 4, per: '250ms', perMs: 250, by: ['($room)'] },
      { name: 'both', max: 3000, per: '1d', perMs: 86_400_000, by: ['($account.org)', '($endpoint)'] },
    ]);
  });

  it('of the defaults of a file are those of its endpoints, unless one has its own or none', () => {
    const files = rated('  slow: { max: 50, per: 1m }\n  fast: { max: 100, per: 1m }', '[fast]');
    const changes: [string, string][] = [['defaults: { scopes:', 'defaults: { rate: [slow, fast], scopes:']];
    const { integrations, problems } = loadFromFiles(filesWith(files, nativeRooms, changes));
    expect(problems).toEqual([]);
    const endpoints = [...(integrations.get('grown')?.endpoints.values() ?? [])];
    expect(endpoints.map(({ name, rates }) => `${name}: ${rates.map(rate => rate.name).join()}`).sort()).toEqual([
      'notes.info: ',
      'notes.list: fast',
      'notes.rename: ',
      'notes.write: ',
      'people.batch: ',
      'rooms.houses: slow,fast',
      'rooms.info: slow,fast',
      'rooms.info_of_house: slow,fast',
      'rooms.list: slow,fast',
      'rooms.of_house: slow,fast',
    ]);
  });
});

describe('mistakes in rates', () => {
  it.each<[string, string, string, string]>([
    [
      'a name that is not declared',
      '  tier3: { max: 50, per: 1m }',
      '[teir3]',
      `integrations/grown/native/notes.yaml:2:50 error DEFINITION_REFERENCE
  The integration has no rate \`teir3\`.
  2 |   list: { get: "/rooms/{{ room }}/notes", rate: [teir3], items: notes, pagination: { style: next_url, read: links.next }…
    |                                                  ^
  hint: Did you mean \`tier3\`? They are declared under \`rates\` in integration.yaml.`,
    ],
    [
      'a parameter that the endpoint has not',
      '  post: { max: 1, per: 1s, by: $refs }',
      '[post]',
      `integrations/grown/native/notes.yaml:2:50 error DEFINITION_REFERENCE
  The rate \`post\` is counted by \`$refs\`, and \`notes.list\` has no such parameter.
  2 |   list: { get: "/rooms/{{ room }}/notes", rate: [post], items: notes, pagination: { style: next_url, read: links.next } …
    |                                                  ^
  hint: There are: \`room\`.`,
    ],
    [
      'a parameter that no endpoint has',
      '  post: { max: 1, per: 1s, by: $rom }',
      '[post]',
      `integrations/grown/integration.yaml:5:32 error EXPRESSION_INVALID
  There is no variable $rom here.
  5 |   post: { max: 1, per: 1s, by: $rom }
    |                                ^
  hint: Did you mean \`$room\`?`,
    ],
    [
      'a setting that is not there',
      '  post: { max: $app.size, per: 1s, by: $account.org }',
      '[post]',
      `integrations/grown/integration.yaml:5:16 error DEFINITION_REFERENCE
  There is no \`$app.size\` here.
  5 |   post: { max: $app.size, per: 1s, by: $account.org }
    |                ^
  hint: There are none.

integrations/grown/integration.yaml:5:40 error DEFINITION_REFERENCE
  There is no \`$account.org\` here.
  5 |   post: { max: $app.size, per: 1s, by: $account.org }
    |                                        ^
  hint: There are none.`,
    ],
    [
      'a figure below one',
      '  post: { max: 0, per: 1s }',
      '[post]',
      `integrations/grown/integration.yaml:5:16 error DEFINITION_INVALID
  \`max\` is a whole number, 1 at least.
  5 |   post: { max: 0, per: 1s }
    |                ^`,
    ],
    [
      'a length that is none',
      '  post: { max: 1, per: 1 minute }',
      '[post]',
      `integrations/grown/integration.yaml:5:24 error DEFINITION_INVALID
  \`per\` cannot be \`1 minute\`: it does not match \`^[1-9][0-9]{0,4}(ms|s|m|h|d)$\`.
  5 |   post: { max: 1, per: 1 minute }
    |                        ^
  hint: Length of the window: 1s, 10s, 1m, 1h, 1d.`,
    ],
  ])('show %s where it stands, with its remedy', (_name, rates, rate, problems) => {
    expect(rendered(nativeNotes, [], rated(rates, rate))).toBe(problems);
  });
});
