import { describe, expect, it } from 'vitest';
import { grownFiles } from '../support/grown.ts';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

const rooms = 'integrations/grown/unified/talk/rooms.yaml';
const notes = 'integrations/grown/unified/talk/notes.yaml';
const files = 'integrations/grown/unified/talk/files.yaml';

describe('mistakes in shapes', () => {
  it.each<[string, string, Changes, string]>([
    [
      'a shape of another key without a tag',
      rooms,
      [['    tag: b\n', '']],
      `integrations/grown/unified/talk/rooms.yaml:7:3 error DEFINITION_INVALID
  The shape \`booth\` has another key than \`hall\`, so its ids need a \`tag\`.
  7 |   booth:
    |   ^
  hint: Write one letter: \`tag: c\`.`,
    ],
    [
      'one tag for two keys',
      rooms,
      [['tag: b', 'tag: h']],
      `integrations/grown/unified/talk/rooms.yaml:8:10 error DEFINITION_INVALID
  The shapes \`hall\` and \`booth\` have different keys and the same tag.
  8 |     tag: h
    |          ^
  hint: Choose another letter.`,
    ],
    [
      'a tag of two letters',
      rooms,
      [['tag: b', 'tag: bo']],
      `integrations/grown/unified/talk/rooms.yaml:8:10 error DEFINITION_INVALID
  \`tag\` cannot be \`bo\`: it does not match \`^[a-z]$\`.
  8 |     tag: bo
    |          ^
  hint: One letter that begins the ids, where shapes have different keys.`,
    ],
    [
      'tags, and references to a shape, where shapes share their ids',
      rooms,
      [
        ['key: { house: $parent.id ?? $house }', 'key: { room: $parent.id ?? id }'],
        ['shape: hall, call: rooms.info_of_house', 'shape: hall, call: rooms.info'],
      ],
      `integrations/grown/unified/talk/rooms.yaml:5:5 error DEFINITION_INVALID
  All shapes of rooms have the same key and share their ids.
  5 |     tag: h
    |     ^
  hint: Remove \`tag\`.

integrations/grown/unified/talk/rooms.yaml:8:5 error DEFINITION_INVALID
  All shapes of rooms have the same key and share their ids.
  8 |     tag: b
    |     ^
  hint: Remove \`tag\`.

integrations/grown/unified/talk/notes.yaml:19:29 error DEFINITION_INVALID
  All shapes of rooms share their ids, so \`rooms.booth\` cannot be told from the others.
  19 |     given: { query.room.id: rooms.booth }
     |                             ^
  hint: Write \`rooms\`.

integrations/grown/unified/talk/notes.yaml:23:41 error DEFINITION_INVALID
  All shapes of rooms share their ids, so \`rooms.hall\` cannot be told from the others.
  23 |   - { id: hall, given: { query.room.id: rooms.hall }, call: notes.list }
     |                                         ^
  hint: Write \`rooms\`.

integrations/grown/unified/talk/notes.yaml:28:26 error DEFINITION_INVALID
  All shapes of rooms share their ids, so \`rooms.booth\` cannot be told from the others.
  28 |   given: { body.room.id: rooms.booth }
     |                          ^
  hint: Write \`rooms\`.`,
    ],
    [
      'a shape that is not there',
      rooms,
      [['      shape: booth', '      shape: both']],
      `integrations/grown/unified/talk/rooms.yaml:21:14 error DEFINITION_REFERENCE
  The mapping of rooms has no shape \`both\`.
  21 |       shape: both
     |              ^
  hint: Did you mean \`booth\`?`,
    ],
    [
      'records of which nothing says the shape',
      rooms,
      [['      shape: booth\n', '']],
      `integrations/grown/unified/talk/rooms.yaml:19:7 error DEFINITION_INVALID
  Nothing says which shape of rooms the records have.
  19 |     - call: rooms.list
     |       ^
  hint: Write \`when\` under each shape but the last, or \`shape\` here (\`hall\`, \`booth\`).`,
    ],
    [
      'a shape where there are none',
      notes,
      [['get: { call: notes.info }', 'get: { call: notes.info, shape: booth }']],
      `integrations/grown/unified/talk/notes.yaml:26:33 error DEFINITION_REFERENCE
  The mapping of notes has no shape \`booth\`.
  26 | get: { call: notes.info, shape: booth }
     |                                 ^
  hint: It has no \`shapes\`.`,
    ],
    [
      'a reference that needs a shape',
      notes,
      [['given: { query.room.id: rooms.booth }\n    call', 'given: { query.room.id: rooms }\n    call']],
      `integrations/grown/unified/talk/notes.yaml:19:29 error DEFINITION_REFERENCE
  The ids of rooms have several forms, one for each kind of key.
  19 |     given: { query.room.id: rooms }
     |                             ^
  hint: Say which: \`rooms.hall\`, \`rooms.booth\`.`,
    ],
    [
      'a reference to a shape that is not there',
      notes,
      [['$key("rooms.booth"', '$key("rooms.both"']],
      `integrations/grown/unified/talk/notes.yaml:6:7 error DEFINITION_REFERENCE
  The mapping of rooms has no shape \`both\`.
  6 |       $key("rooms.both", { "room": $room })
    |       ^
  hint: Did you mean \`booth\`?`,
    ],
    [
      '$key without the shape',
      notes,
      [['$key("rooms.booth"', '$key("rooms"']],
      `integrations/grown/unified/talk/notes.yaml:6:7 error DEFINITION_REFERENCE
  The ids of rooms have several forms, one for each kind of key.
  6 |       $key("rooms", { "room": $room })
    |       ^
  hint: Say which: \`rooms.hall\`, \`rooms.booth\`.`,
    ],
    [
      'a reference to a shape of a resource that has none',
      files,
      [['fields:', 'lookups: { n: { call: notes.info, path: { name: \'$key("notes.root", {})\' } } }\nfields:']],
      `integrations/grown/unified/talk/files.yaml:3:50 error DEFINITION_REFERENCE
  The mapping of notes has no shape \`root\`.
  3 | lookups: { n: { call: notes.info, path: { name: '$key("notes.root", {})' } } }
    |                                                  ^
  hint: It has no \`shapes\`.`,
    ],
    [
      'a part that reads the native parent alone, which get has not',
      rooms,
      [['key: { house: $parent.id ?? $house }', 'key: { house: $parent.id }']],
      `integrations/grown/unified/talk/rooms.yaml:6:19 error DEFINITION_INVALID
  The variant \`hall\` of get does not bind \`$parent\`, so its records would have no id.
  6 |     key: { house: $parent.id }
    |                   ^
  hint: Write \`$parent.… ?? $house\`: where an id is given, its parts are variables.`,
    ],
    [
      'a walk over ids that no variant takes',
      notes,
      [['  - { id: hall, given: { query.room.id: rooms.hall }, call: notes.list }\n', '']],
      `integrations/grown/unified/talk/notes.yaml:24:28 error DEFINITION_INVALID
  No variant of list takes the ids of \`rooms.hall\`, which this one would give it.
  24 |     each: { of: rooms, as: query.room.id, skip: [not_found] }
     |                            ^
  hint: Add a variant with \`given: { query.room.id: rooms.hall }\`.`,
    ],
    [
      'a condition of a shape that may be nothing',
      rooms,
      [['    tag: b\n', '    tag: b\n    when: $not(a.b)\n']],
      `integrations/grown/unified/talk/rooms.yaml:9:11 error DEFINITION_LINT
  \`$not\` and \`$boolean\` of a path are nothing when the path is missing.
  9 |     when: $not(a.b)
    |           ^
  hint: Write \`$is(a)\` or \`$not($is(a))\`, which are always true or false.`,
    ],
    [
      'records inside others of which nothing says the shape',
      files,
      [
        ['fields:', 'shapes: { a: {}, b: {} }\nfields:'],
        ['body: { name: $body.name } }', 'body: { name: $body.name }, shape: a }'],
      ],
      `integrations/grown/unified/talk/files.yaml:1:1 error DEFINITION_INVALID
  Nothing says which shape of files the records have.
  1 | inside: { of: notes, records: files }
    | ^
  hint: Write \`when\` under each shape but the last.`,
    ],
    [
      'two tags for one key',
      rooms,
      [['  booth:', '  cell: { tag: c }\n  booth:']],
      `integrations/grown/unified/talk/rooms.yaml:9:10 error DEFINITION_INVALID
  The shapes \`cell\` and \`booth\` have the same key, and different tags.
  9 |     tag: b
    |          ^
  hint: Give both the tag \`c\`, or parts of other names.`,
    ],
  ])('show %s where it stands, with its remedy', (_name, file, changes, problems) => {
    expect(rendered(file, changes, grownFiles)).toBe(problems);
  });
});

describe('shapes that are well said', () => {
  it.each<[string, string, Changes]>([
    [
      'share their ids and are told apart by a condition',
      'integrations/one/unified/talk/rooms.yaml',
      [
        [
          '',
          `key: { room: id }
shapes:
  hall: { when: seats > 100, fields: { name: title } }
  booth: { fields: { name: label } }
list: { call: rooms.list }
get: { call: rooms.info }
`,
        ],
      ],
    ],
    [
      'share their ids, and a reference to one of them makes the ids of all',
      'integrations/one/unified/talk/rooms.yaml',
      [
        [
          '',
          `key: { room: id }
shapes:
  hall:
    fields:
      name: |
        $key("rooms.booth", { "room": id })
  booth: {}
list: { call: rooms.list, shape: hall }
get: { call: rooms.info, shape: hall }
`,
        ],
      ],
    ],
    [
      'need not be said where the id tells',
      'integrations/one/unified/talk/rooms.yaml',
      [
        [
          '',
          `shapes:
  hall: { tag: h, key: { house: house.id, room: id } }
  booth: { tag: b, key: { room: id } }
list: { call: rooms.list, shape: booth }
get: { call: rooms.info }
`,
        ],
      ],
    ],
  ])('%s', (_name, file, changes) => {
    expect(rendered(file, changes, oneFiles)).toBe('');
  });
});

const oneFiles = {
  ...Object.fromEntries(Object.entries(grownFiles).filter(([file]) => file.startsWith('unified-models/'))),
  'integrations/one/integration.yaml': `format: 1
name: one
label: One
base_url: https://one.example.com
hosts: [one.example.com]
auth: { token: { style: fields, fields: { key: { label: Key, secret: true } } } }
credential: [bot]
`,
  'integrations/one/native/rooms.yaml': `endpoints:
  list: { get: /rooms, items: rooms }
  info: { get: "/rooms/{{ room }}" }
`,
};
