import { describe, expect, it } from 'vitest';
import type { Warning } from '../../../src/engine/call.ts';
import { loadFromFiles } from '../../../src/engine/definitions/load.ts';
import { createBudget } from '../../../src/engine/expressions/budget.ts';
import { createRecordMapper, type MapperOptions } from '../../../src/engine/mapping/record.ts';
import { smallFiles } from '../definitions/support/small.ts';

const file = 'integrations/demo/unified/talk/rooms.yaml';

/** Room fields as literal YAML, each failing at a place of its own. */
const rooms = `key: { room: id }
fields:
  name: $number(title)
  kind: '$string("it''s") & (size - 1)'
  is_member: |
    (
      $n := joined;
      $n.{
        "late": since +
          $number(minutes)
      }
    )
values:
  kind: { public: open, private: closed }
list: { call: rooms.list }
get: { call: rooms.info }
`;

const record = { id: 'r1', title: 'Lobby', size: 'big', joined: { since: 1, minutes: 'ten', minute: 5 } };

function faultsOf(yaml: string, native: unknown, code: MapperOptions['code'] = 'fields'): readonly Warning[] {
  const catalogue = loadFromFiles(new Map(Object.entries({ ...smallFiles, [file]: yaml })));
  const mapping = catalogue.integrations.get('demo')?.resources.get('talk/rooms');
  const schema = catalogue.models.get('talk')?.resources.get('rooms')?.schema;
  if (mapping === undefined || schema === undefined) throw new Error(JSON.stringify(catalogue.problems, null, 2));
  const mapper = createRecordMapper(mapping, schema, undefined, { code });
  return mapper.map({ native, variables: { nothing: undefined } }, createBudget({ sliceMs: 10_000 })).faults;
}

describe('the fault of a field', () => {
  it.each(['fields', 'unit'] as const)('names file, line and column of the token, by %s', code => {
    const shown = faultsOf(rooms, record, code).map(({ expression, ...rest }) => ({
      ...rest,
      expression: { ...expression, hint: expression?.hint?.split(' Variables')[0] },
    }));
    expect(shown).toEqual([
      {
        code: 'MAPPING_FAILED',
        field: 'name',
        native_id: 'r1',
        message:
          'The field "name" could not be mapped: D3030: Cannot read "Lobby" as a number (at demo/unified/talk/rooms.yaml:3:9)',
        expression: {
          place: 'demo/unified/talk/rooms.yaml:3:9',
          code: 'D3030',
          token: 'number',
          hint: 'Fields here: `id`, `title`, `size`, `joined`.',
        },
      },
      {
        code: 'MAPPING_FAILED',
        field: 'kind',
        native_id: 'r1',
        message:
          'The field "kind" could not be mapped: T2001: The left side of - has to be a number, not "big" (at demo/unified/talk/rooms.yaml:4:35)',
        expression: {
          place: 'demo/unified/talk/rooms.yaml:4:35',
          code: 'T2001',
          token: '-',
          hint: 'Fields here: `id`, `title`, `size`, `joined`.',
        },
      },
      {
        code: 'MAPPING_FAILED',
        field: 'is_member',
        native_id: 'r1',
        message:
          'The field "is_member" could not be mapped: D3030: Cannot read "ten" as a number (at demo/unified/talk/rooms.yaml:10:11)',
        expression: {
          place: 'demo/unified/talk/rooms.yaml:10:11',
          code: 'D3030',
          token: 'number',
          hint: 'Fields here: `id`, `title`, `size`, `joined`. Fields of `joined`: `since`, `minutes`, `minute`.',
        },
      },
    ]);
  });

  it.each([
    ['plain', 'name: $number(title)', '3:9'],
    ['plain over two lines', 'name: $string(id) &\n    $number(title)', '4:5'],
    ['single quoted', "name: '\"it''s\" & $number(title)'", '3:20'],
    ['double quoted', 'name: "\\"\\u00e9\\" & $number(title)"', '3:23'],
    ['double quoted over two lines', 'name: "id & \\\n    $number(title)"', '4:5'],
    ['a block', 'name: |\n    id &\n      $number(title)', '5:7'],
    ['a block with an indentation of its own', 'name: |2\n      id &\n      $number(title)', '5:7'],
    ['a block behind a comment', 'name: | # a block\n    id & $number(title)', '4:10'],
    ['a folded block', 'name: >-\n    id &\n    $number(title)', '5:5'],
    ['a name in backticks before it', 'name: $string(`a b`) & $number(title)', '3:26'],
  ])('is at the token of a text that is %s', (_, field, place) => {
    const yaml = rooms.replace('name: $number(title)', field);
    expect(faultsOf(yaml, { ...record, size: 1, joined: 'no' })[0]?.expression?.place).toBe(
      `demo/unified/talk/rooms.yaml:${place}`,
    );
  });

  it('names a budget that was used up, and where', () => {
    const yaml = rooms.replace(
      'name: $number(title)',
      'name: |\n    ($f := function($n) {\n      $f($n + 1) }; $f(0))',
    );
    expect(faultsOf(yaml, record)[0]).toEqual({
      code: 'EXPRESSION_BUDGET',
      field: 'name',
      native_id: 'r1',
      message:
        'The field "name" could not be mapped: The expression used up its budget of 400000 units of work (fuel) at demo/unified/talk/rooms.yaml:5:7.',
      expression: {
        place: 'demo/unified/talk/rooms.yaml:5:7',
        code: 'fuel',
        token: 'f',
        hint: expect.stringContaining('Fields here: `id`, `title`, `size`, `joined`. Variables: `$account`'),
      },
    });
  });

  it('tells the name that was surely meant', () => {
    const yaml = rooms.replace('name: $number(title)', 'name: $assert(joined.minuts, "no minutes")');
    expect(faultsOf(yaml, { ...record, size: 1, joined: { minutes: 3 } })[0]?.expression).toEqual({
      place: 'demo/unified/talk/rooms.yaml:3:9',
      code: 'D3141',
      token: 'assert',
      hint: expect.stringMatching(
        /^There is no `joined\.minuts`; did you mean `joined\.minutes`\? Fields here: .* Fields of `joined`: `minutes`\. Variables: `\$account`, /,
      ),
    });
  });

  it('tells the function that was surely meant', () => {
    const yaml = rooms.replace('name: $number(title)', 'name: uppercase(title)');
    expect(faultsOf(yaml, { ...record, size: 1, joined: 'no' })[0]).toMatchObject({
      message:
        'The field "name" could not be mapped: T1005: uppercase is not a function. Did you mean $uppercase? (at demo/unified/talk/rooms.yaml:3:9)',
      expression: { hint: expect.stringContaining('Did you mean the function `$uppercase`?') },
    });
  });

  it('tells what a resource or a value is called that is not there', () => {
    const yaml = rooms
      .replace('name: $number(title)', 'name: $unkey(title, id)')
      .replace(`kind: '$string("it''s") & (size - 1)'`, 'kind: $value(title, size)');
    expect(faultsOf(yaml, { ...record, joined: 'no' }).map(fault => fault.message)).toEqual([
      'The field "name" could not be mapped: D4006: There is no resource "Lobby" in this integration (at demo/unified/talk/rooms.yaml:3:9)',
      'The field "kind" could not be mapped: D4007: The mapping of rooms has no values for "Lobby"; there are: kind (at demo/unified/talk/rooms.yaml:4:9)',
    ]);
  });

  it('is told for the key as well', () => {
    const yaml = rooms.replace('key: { room: id }', 'key: { room: $number(id) }');
    expect(faultsOf(yaml, record)).toMatchObject([
      { field: 'id', expression: { place: 'demo/unified/talk/rooms.yaml:1:14', code: 'D3030', token: 'number' } },
    ]);
  });

  it('says nothing of the inside of keys that are data', () => {
    const native = { id: 'r1', size: 1, title: 'x', ['k`\n'.repeat(30)]: 1 };
    expect(faultsOf(rooms, native)[0]?.expression?.hint).toContain(
      `Fields here: \`id\`, \`size\`, \`title\`, \`${'k??'.repeat(13)}…\``,
    );
  });
});
