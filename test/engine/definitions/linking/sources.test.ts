import { describe, expect, it } from 'vitest';
import { grownFiles } from '../support/grown.ts';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

const rooms = 'integrations/grown/unified/talk/rooms.yaml';
const notes = 'integrations/grown/unified/talk/notes.yaml';

describe('mistakes in where records come from', () => {
  it.each<[string, string, Changes, string]>([
    [
      '$parent where no parents are walked',
      rooms,
      [['query: { filter: { kind: $query.kind } }', 'query: { filter: { kind: $parent.kind } }']],
      `integrations/grown/unified/talk/rooms.yaml:20:32 error EXPRESSION_INVALID
  There is no variable $parent here.
  20 |       query: { filter: { kind: $parent.kind } }
     |                                ^
  hint: Variables: \`$account\`, \`$app\`, \`$inside\`, \`$query\`.`,
    ],
    [
      '$parent in the call that finds the parents',
      rooms,
      [['region: \'"north"\'', 'region: $parent.id']],
      `integrations/grown/unified/talk/rooms.yaml:14:52 error EXPRESSION_INVALID
  There is no variable $parent here.
  14 |     - each: { call: rooms.houses, query: { region: $parent.id }, skip: [forbidden], concurrency: 2 }
     |                                                    ^
  hint: Variables: \`$account\`, \`$app\`, \`$inside\`, \`$query\`.`,
    ],
    [
      'a walk over parents for nothing',
      rooms,
      [['      call: rooms.of_house\n      path: { house: $parent.id }\n', '']],
      `integrations/grown/unified/talk/rooms.yaml:14:7 error DEFINITION_INVALID
  \`each\` walks native parents, and nothing says what to read for one.
  14 |     - each: { call: rooms.houses, query: { region: '"north"' }, skip: [forbidden], concurrency: 2 }
     |       ^
  hint: Write \`call: <file>.<endpoint>\`.`,
    ],
    [
      'each over a resource beside a call',
      notes,
      [
        [
          'each: { of: rooms, as: query.room.id, skip: [not_found] }',
          'each: { of: rooms, as: query.room.id }\n    call: notes.list',
        ],
      ],
      `integrations/grown/unified/talk/notes.yaml:26:5 error DEFINITION_INVALID
  \`each\` and \`call\` both say where records come from.
  26 |     call: notes.list
     |     ^
  hint: Keep one of them.`,
    ],
    [
      'each over a call and a resource at once',
      rooms,
      [['concurrency: 2', 'of: rooms']],
      `integrations/grown/unified/talk/rooms.yaml:14:84 error DEFINITION_INVALID
  There is no key \`of\` in \`each\`.
  14 |     - each: { call: rooms.houses, query: { region: '"north"' }, skip: [forbidden], of: rooms }
     |                                                                                    ^
  hint: There are: \`call\`, \`path\`, \`query\`, \`headers\`, \`body\`, \`skip\`, \`concurrency\`.`,
    ],
    [
      'parameters beside a chain',
      rooms,
      [['list:\n', 'list:\n  query: { x: 1 }\n']],
      `integrations/grown/unified/talk/rooms.yaml:13:3 error DEFINITION_INVALID
  \`query\` has no meaning beside \`chain\`.
  13 |   query: { x: 1 }
     |   ^
  hint: Remove it.`,
    ],
    [
      'a call beside a chain',
      rooms,
      [['list:\n', 'list:\n  call: rooms.list\n']],
      `integrations/grown/unified/talk/rooms.yaml:13:3 error DEFINITION_INVALID
  \`chain\` and \`call\` both say where records come from.
  13 |   call: rooms.list
     |   ^
  hint: Keep one of them.`,
    ],
    [
      'a chain in get',
      notes,
      [['get: { call: notes.info }', 'get: { chain: [{ call: notes.info }, { call: notes.info }] }']],
      `integrations/grown/unified/talk/notes.yaml:26:8 error DEFINITION_INVALID
  \`chain\` has no meaning for get.
  26 | get: { chain: [{ call: notes.info }, { call: notes.info }] }
     |        ^
  hint: Remove it.`,
    ],
    [
      'until without order',
      notes,
      [['    order: { created_at: desc }\n', '']],
      `integrations/grown/unified/talk/notes.yaml:21:5 error DEFINITION_INVALID
  \`until\` ends a walk at the first record behind it, which only a sorted list has.
  21 |     until: at < $query.created_at.gt
     |     ^
  hint: Say how the provider sorts: \`order: { created_at: desc }\`.`,
    ],
    [
      'until in get',
      notes,
      [['get: { call: notes.info }', 'get: { call: notes.info, until: $is(at) }']],
      `integrations/grown/unified/talk/notes.yaml:26:26 error DEFINITION_INVALID
  \`until\` has no meaning for get.
  26 | get: { call: notes.info, until: $is(at) }
     |                          ^
  hint: Remove it.`,
    ],
    [
      'parameters beside each over a resource',
      notes,
      [['skip: [not_found] }', 'skip: [not_found] }\n    query: { x: 1 }']],
      `integrations/grown/unified/talk/notes.yaml:26:5 error DEFINITION_INVALID
  \`query\` has no meaning beside \`each\`.
  26 |     query: { x: 1 }
     |     ^
  hint: Remove it.`,
    ],
    [
      '$idempotency where nothing is written',
      notes,
      [['    call: notes.list\n', '    call: notes.list\n    when: $idempotency\n']],
      `integrations/grown/unified/talk/notes.yaml:21:11 error EXPRESSION_INVALID
  There is no variable $idempotency here.
  21 |     when: $idempotency
     |           ^
  hint: Variables: \`$account\`, \`$app\`, \`$inside\`, \`$query\`, \`$room\`.`,
    ],
    [
      'a link that reads nothing',
      rooms,
      [
        [
          '    - call: rooms.list\n      query: { filter: { kind: $query.kind } }\n      shape: booth',
          '    - shape: booth',
        ],
      ],
      `integrations/grown/unified/talk/rooms.yaml:19:7 error DEFINITION_INVALID
  The variant lacks \`call\`.
  19 |     - shape: booth
     |       ^
  hint: Write \`call: <file>.<endpoint>\`.`,
    ],
  ])('show %s where it stands, with its remedy', (_name, file, changes, problems) => {
    expect(rendered(file, changes, grownFiles)).toBe(problems);
  });
});

describe('where records come from', () => {
  it.each<[string, string, Changes]>([
    [
      'may be cut short in a link of a chain that is sorted',
      rooms,
      [['      shape: booth', '      shape: booth\n      order: { name: asc }\n      until: seats < 2']],
    ],
    [
      'may be the parents of another walk, with filters of the model',
      rooms,
      [['      where: $not(closed = $parent.closed)', '      where: [kind, { native: $not($is(closed)) }]']],
    ],
    [
      'may share keys over variants, which say nothing beside each',
      notes,
      [
        [
          'get: { call: notes.info }',
          'get:\n  call: notes.info\n  variants: [{ id: early, when: $is($query.include.deleted) }, { id: late }]',
        ],
      ],
    ],
  ])('%s', (_name, file, changes) => {
    expect(rendered(file, changes, grownFiles)).toBe('');
  });
});
