import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';

/** A mapping that asks for all there is at every record, and records whose keys mean something to JavaScript. */
const files = {
  'integrations/desk/unified/talk/rooms.yaml': `key: { room: id }
fields:
  name: |
    ($f := function() { $f() }; spin ? $f() : title)
list: { call: rooms.list }
get: { call: rooms.info }
`,
};

const hostileKeys =
  '"__proto__":{"title":"stolen","spin":true},"constructor":{"prototype":{}},"toString":"x","hasOwnProperty":1';
const spinning = Array.from({ length: 20 }, (_, at) => `{"id":"r${at}","spin":true,${hostileKeys}}`);

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk({ files });
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

const rooms = (more = '') => `/unified/talk/rooms?integrated_account_id=${desk.accountId}${more}`;

describe('a stream of records that each ask for too much', () => {
  it('is a warning with the ceiling for every record, and goes on to its end', async () => {
    desk.answers({ body: `{"ok":true,"rooms":[${spinning.join(',')}]}` });
    const { status, body } = await desk.call({ url: rooms(), headers: { accept: 'application/x-ndjson' } });
    const lines = String(body)
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>);
    const warnings = lines.flatMap(line => ('@warning' in line ? [line['@warning']] : []));
    expect({ status, lines: lines.length, first: lines[0], end: lines.at(-1) }).toEqual({
      status: 200,
      lines: 41,
      first: { id: 'r0' },
      end: { '@end': { records: 20, warnings: 20, next_cursor: null } },
    });
    expect(warnings.map(warning => (warning as { code: string }).code)).toEqual(
      Array.from({ length: 20 }, () => 'EXPRESSION_BUDGET'),
    );
    expect(warnings[0]).toMatchObject({
      field: 'name',
      expression: {
        place: 'desk/unified/talk/rooms.yaml:4:25',
        code: expect.stringMatching(/^(?:fuel|sliceMs)$/) as string,
      },
    });
  });
});

describe('records with keys that every object inherits', () => {
  it('are mapped by what they hold themselves', async () => {
    desk.answers({
      body: `{"ok":true,"rooms":[{"id":"r1","title":"Lobby",${hostileKeys}},{"id":"r2",${hostileKeys}}]}`,
    });
    expect((await desk.call({ url: rooms() })).body).toMatchObject({
      result: [{ id: 'r1', name: 'Lobby' }, { id: 'r2' }],
    });
    expect([Reflect.get({}, 'title'), Reflect.get({}, 'spin')]).toEqual([undefined, undefined]);
  });

  it.each(['fields', 'exclude_fields'])('are not reached by %s', async parameter => {
    desk.answers({ body: `{"ok":true,"rooms":[{"id":"r1",${hostileKeys}}]}` });
    const names = [
      '__proto__',
      'constructor',
      'toString',
      'name.__proto__',
      'name[0]',
      '*',
      '$',
      '`name`',
      'x'.repeat(2_000),
    ];
    const answers = await Promise.all(
      names.map(async name => (await desk.call({ url: rooms(`&${parameter}=id,${encodeURIComponent(name)}`) })).status),
    );
    expect({ answers, sent: desk.sent }).toEqual({ answers: names.map(() => 400), sent: [] });
  });
});
