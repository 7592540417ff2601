import { describe, expect, it } from 'vitest';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

describe('references to what is not there', () => {
  it.each<[string, string, Changes, string]>([
    [
      'an endpoint',
      'integrations/demo/unified/talk/rooms.yaml',
      [['call: rooms.list', 'call: room.list']],
      `integrations/demo/unified/talk/rooms.yaml:9:9 error DEFINITION_REFERENCE
  There is no native endpoint \`room.list\`.
  9 |   call: room.list
    |         ^
  hint: Did you mean \`rooms.list\`?`,
    ],
    [
      'a parameter',
      'integrations/demo/unified/talk/notes.yaml',
      [['query: { since', 'query: { sinse']],
      `integrations/demo/unified/talk/notes.yaml:20:14 error DEFINITION_REFERENCE
  \`notes.list\` has no parameter \`sinse\`.
  20 |     query: { sinse: $since }
     |              ^
  hint: Did you mean \`since\`? Parameters are declared under \`params\` of the endpoint.`,
    ],
    [
      'a field of the model',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', '  tgs: labels']],
      `integrations/demo/unified/talk/notes.yaml:11:3 error DEFINITION_REFERENCE
  notes has no field \`tgs\` in the model.
  11 |   tgs: labels
     |   ^
  hint: Did you mean \`tags\`?`,
    ],
    [
      'a nested field of the model',
      'integrations/demo/unified/talk/notes.yaml',
      [['    id: |\n      $key', '    ids: |\n      $key']],
      `integrations/demo/unified/talk/notes.yaml:9:5 error DEFINITION_REFERENCE
  \`room\` has no field \`ids\` in the model.
  9 |     ids: |
    |     ^
  hint: Did you mean \`id\`?

integrations/demo/unified/talk/notes.yaml:8:3 error DEFINITION_INVALID
  \`room\` lacks \`id\`, which the model requires.
  8 |   room:
    |   ^`,
    ],
    [
      'a method of the model',
      'integrations/demo/unified/talk/rooms.yaml',
      [['get: { call: rooms.info }', 'delete: { call: rooms.info }']],
      `integrations/demo/unified/talk/rooms.yaml:12:1 error DEFINITION_REFERENCE
  rooms has no method \`delete\` in the model.
  12 | delete: { call: rooms.info }
     | ^
  hint: There are: \`list\`, \`get\`.`,
    ],
    [
      'a filter in where',
      'integrations/demo/unified/talk/notes.yaml',
      [['where: [created_at,', 'where: [create_at,']],
      `integrations/demo/unified/talk/notes.yaml:21:13 error DEFINITION_REFERENCE
  notes has no filter \`create_at\`.
  21 |     where: [create_at, { native: $not($is(hidden)) or $query.include.deleted }]
     |             ^
  hint: Did you mean \`created_at\`?`,
    ],
    [
      'a filter that records do not carry',
      'integrations/demo/unified/talk/notes.yaml',
      [['where: [created_at,', 'where: [search,']],
      `integrations/demo/unified/talk/notes.yaml:21:13 error DEFINITION_REFERENCE
  The records of notes do not carry what \`search\` compares.
  21 |     where: [search, { native: $not($is(hidden)) or $query.include.deleted }]
     |             ^
  hint: Only the provider can apply this filter: use it in \`given\`, \`query\` or \`{ native: … }\`.`,
    ],
    [
      "a reference to another resource than the filter's",
      'integrations/demo/unified/talk/notes.yaml',
      [['given: { query.room.id: rooms }', 'given: { query.room.id: notes }']],
      `integrations/demo/unified/talk/notes.yaml:17:29 error DEFINITION_REFERENCE
  The filter \`room.id\` names one of rooms, not of notes.
  17 |     given: { query.room.id: notes }
     |                             ^
  hint: Write \`rooms\`.`,
    ],
    [
      'a resource in $key',
      'integrations/demo/unified/talk/notes.yaml',
      [['$key("rooms"', '$key("romms"']],
      `integrations/demo/unified/talk/notes.yaml:10:7 error DEFINITION_REFERENCE
  There is no mapping for \`romms\`.
  10 |       $key("romms", { "room": $room })
     |       ^
  hint: Did you mean \`rooms\`?`,
    ],
    [
      'a part in $key',
      'integrations/demo/unified/talk/notes.yaml',
      [['$key("rooms", { "room": $room })', '$key("rooms", { "rom": $room })']],
      `integrations/demo/unified/talk/notes.yaml:10:7 error DEFINITION_REFERENCE
  The key of \`rooms\` has no part \`rom\`.
  10 |       $key("rooms", { "rom": $room })
     |       ^
  hint: Did you mean \`room\`?`,
    ],
    [
      'a missing part in $key',
      'integrations/demo/unified/talk/notes.yaml',
      [['$key("rooms", { "room": $room })', '$key("rooms", {})']],
      `integrations/demo/unified/talk/notes.yaml:10:7 error DEFINITION_REFERENCE
  The key of \`rooms\` needs \`room\`.
  10 |       $key("rooms", {})
     |       ^
  hint: Its parts are: room.`,
    ],
    [
      'a table of $value',
      'integrations/demo/unified/talk/rooms.yaml',
      [['$value("kind", type)', '$value("kynd", type)']],
      `integrations/demo/unified/talk/rooms.yaml:4:9 error DEFINITION_REFERENCE
  There is no \`kynd\` under \`values\`.
  4 |   kind: $value("kynd", type)
    |         ^
  hint: Did you mean \`kind\`?`,
    ],
    [
      'a value of the model in a table',
      'integrations/demo/unified/talk/rooms.yaml',
      [['private: closed', 'private: clsed']],
      `integrations/demo/unified/talk/rooms.yaml:7:34 error DEFINITION_REFERENCE
  The model has no value \`clsed\` for \`kind\`.
  7 |   kind: { public: open, private: clsed }
    |                                  ^
  hint: Did you mean \`closed\`?`,
    ],
    [
      'a value of the model in a constant',
      'integrations/demo/unified/talk/notes.yaml',
      [['format: \'"markdown"\'', 'format: \'"markdwn"\'']],
      `integrations/demo/unified/talk/notes.yaml:6:13 error DEFINITION_REFERENCE
  The model has no value \`markdwn\` here.
  6 |     format: '"markdwn"'
    |             ^
  hint: Did you mean \`markdown\`?`,
    ],
    [
      'a credential',
      'integrations/demo/integration.yaml',
      [['style: fields,', 'style: fields, makes: bott,']],
      `integrations/demo/integration.yaml:9:34 error DEFINITION_REFERENCE
  The integration has no credential \`bott\`.
  9 |   token: { style: fields, makes: bott, fields: { key: { label: Key, secret: true } } }
    |                                  ^
  hint: Did you mean \`bot\`? They are declared under \`credential\`.`,
    ],
    [
      'a setting',
      'integrations/demo/integration.yaml',
      [['settings: { team: $steps.me.team }', 'settings: { teams: $steps.me.team }']],
      `integrations/demo/integration.yaml:14:15 error DEFINITION_REFERENCE
  The integration has no setting \`teams\`.
  14 |   settings: { teams: $steps.me.team }
     |               ^
  hint: Did you mean \`team\`? They are declared under \`settings\`.`,
    ],
    [
      'a resource in a filter of the model',
      'unified-models/talk/notes.yaml',
      [['resource: rooms', 'resource: room']],
      `unified-models/talk/notes.yaml:19:34 error DEFINITION_REFERENCE
  The model has no resource \`room\`.
  19 |   room.id: { type: id, resource: room, description: Notes of this room. }
     |                                  ^
  hint: Did you mean \`rooms\`?`,
    ],
  ])('show %s where it stands, with its remedy', (_name, file, changes, problems) => {
    expect(rendered(file, changes)).toBe(problems);
  });
});
