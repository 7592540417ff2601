import { describe, expect, it } from 'vitest';
import { grownFiles } from '../support/grown.ts';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

const rooms = 'integrations/grown/unified/talk/rooms.yaml';
const nativeRooms = 'integrations/grown/native/rooms.yaml';

describe('mistakes in filter languages', () => {
  it.each<[string, string, Changes, string]>([
    [
      'a place for a value of no kind',
      nativeRooms,
      [['"?:time"', '"?:tme"']],
      `integrations/grown/native/rooms.yaml:7:96 error DEFINITION_INVALID
  \`?:tme\` is no place for a value.
  7 |       filter: { filter: { join: " AND ", quote: double, parts: { kind: kind = ?, since: 'at > "?:tme"' } } }
    |                                                                                                ^
  hint: There are: ?, ?:time, ?:number, ?:word.`,
    ],
    [
      'quotes around a place that is quoted',
      nativeRooms,
      [['kind: kind = ?,', 'kind: \'kind = "?"\',']],
      `integrations/grown/native/rooms.yaml:7:81 error DEFINITION_INVALID
  The part \`kind\` has quotes around \`?\`, and the dialect writes them too.
  7 |       filter: { filter: { join: " AND ", quote: double, parts: { kind: 'kind = "?"', since: 'at > "?:time"' } } }
    |                                                                                 ^
  hint: Write \`?\` without them.`,
    ],
    [
      'a style beside a filter',
      nativeRooms,
      [['filter: { filter: { join', 'filter: { style: repeat, filter: { join']],
      `integrations/grown/native/rooms.yaml:7:17 error DEFINITION_INVALID
  \`style\` has no meaning beside \`filter\`.
  7 |       filter: { style: repeat, filter: { join: " AND ", quote: double, parts: { kind: kind = ?, since: 'at > "?:time"' }…
    |                 ^
  hint: Remove it: a mapping gives the values of the parts.`,
    ],
    [
      'a dialect that is not there',
      nativeRooms,
      [['quote: double', 'quote: triple']],
      `integrations/grown/native/rooms.yaml:7:49 error DEFINITION_INVALID
  \`quote\` cannot be \`triple\`.
  7 |       filter: { filter: { join: " AND ", quote: triple, parts: { kind: kind = ?, since: 'at > "?:time"' } } }
    |                                                 ^
  hint: There are: \`odata\`, \`double\`, \`plain\`.`,
    ],
    [
      'a part that the filter has not',
      rooms,
      [['{ filter: { kind: $query.kind } }', '{ filter: { kin: $query.kind } }']],
      `integrations/grown/unified/talk/rooms.yaml:20:26 error DEFINITION_REFERENCE
  The filter \`filter\` has no part \`kin\`.
  20 |       query: { filter: { kin: $query.kind } }
     |                          ^
  hint: Did you mean \`kind\`?`,
    ],
    [
      'a text for a filter',
      rooms,
      [['{ filter: { kind: $query.kind } }', '{ filter: \'"kind = 1"\' }']],
      `integrations/grown/unified/talk/rooms.yaml:20:24 error DEFINITION_INVALID
  \`filter\` is written in parts, so its value is a map of theirs.
  20 |       query: { filter: '"kind = 1"' }
     |                        ^
  hint: Write \`filter: { kind: … }\`.`,
    ],
    [
      'a map for a part',
      rooms,
      [['{ filter: { kind: $query.kind } }', '{ filter: { kind: { a: 1 } } }']],
      `integrations/grown/unified/talk/rooms.yaml:20:26 error DEFINITION_INVALID
  The part \`kind\` takes a value, not a map.
  20 |       query: { filter: { kind: { a: 1 } } }
     |                          ^
  hint: Write an expression.`,
    ],
    [
      'a part that the filter has not, in an object of JSONata',
      rooms,
      [['{ filter: { kind: $query.kind } }', '\n        filter: |\n          { "kin": $query.kind }']],
      `integrations/grown/unified/talk/rooms.yaml:21:9 error DEFINITION_REFERENCE
  The filter \`filter\` has no part \`kin\`.
  21 |         filter: |
     |         ^
  hint: Did you mean \`kind\`?`,
    ],
  ])('show %s where it stands, with its remedy', (_name, file, changes, problems) => {
    expect(rendered(file, changes, grownFiles)).toBe(problems);
  });
});
