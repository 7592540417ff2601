import { describe, expect, it } from 'vitest';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

describe('mistakes of form', () => {
  it.each<[string, string, Changes, string]>([
    [
      'an unknown key',
      'integrations/demo/unified/talk/rooms.yaml',
      [['fields:', 'fileds:']],
      `integrations/demo/unified/talk/rooms.yaml:2:1 error DEFINITION_INVALID
  There is no key \`fileds\` in the document.
  2 | fileds:
    | ^
  hint: Did you mean \`fields\`?`,
    ],
    [
      'a missing key of the document',
      'integrations/demo/integration.yaml',
      [['label: Demo\n', '']],
      `integrations/demo/integration.yaml:1:1 error DEFINITION_INVALID
  The document lacks the key \`label\`.
  1 | format: 1
    | ^`,
    ],
    [
      'a missing key of a map',
      'integrations/demo/integration.yaml',
      [['{ label: Key, secret: true }', '{ secret: true }']],
      `integrations/demo/integration.yaml:9:37 error DEFINITION_INVALID
  \`key\` lacks the key \`label\`.
  9 |   token: { style: fields, fields: { key: { secret: true } } }
    |                                     ^
  hint: \`label\`: Name for people.`,
    ],
    [
      'a name outside a closed list',
      'integrations/demo/integration.yaml',
      [['style: cursor', 'style: cursr']],
      `integrations/demo/integration.yaml:16:22 error DEFINITION_INVALID
  \`style\` cannot be \`cursr\`.
  16 | pagination: { style: cursr, send: cursor, read: next, limit: { send: limit, default: 50, max: 100 } }
     |                      ^
  hint: Did you mean \`cursor\`?`,
    ],
    [
      'a value of the wrong type',
      'integrations/demo/native/notes.yaml',
      [['items: notes', 'items: { all: notes }']],
      `integrations/demo/native/notes.yaml:7:12 error DEFINITION_INVALID
  \`items\` takes a text, a number, true or false or a list, not a map.
  7 |     items: { all: notes }
    |            ^`,
    ],
    [
      'null where nothing lies under it',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', '  tags: null']],
      `integrations/demo/unified/talk/notes.yaml:11:9 error DEFINITION_INVALID
  \`tags\` takes a text, a number, true or false, a list or a map, not null.
  11 |   tags: null
     |         ^
  hint: null removes a key of what lies under it; nothing lies under this. To send null, write the text 'null'.`,
    ],
    [
      'an endpoint with two verbs',
      'integrations/demo/native/notes.yaml',
      [['post: /notes', 'post: /notes\n    put: /notes']],
      `integrations/demo/native/notes.yaml:10:5 error DEFINITION_INVALID
  The endpoint \`notes.write\` has two verbs.
  10 |     put: /notes
     |     ^
  hint: Write one, with the path: \`get: /users.list\`.`,
    ],
    [
      'a path template that is not closed',
      'integrations/demo/native/notes.yaml',
      [['get: /rooms/{{ room }}/notes', 'get: /rooms/{{ room /notes']],
      `integrations/demo/native/notes.yaml:3:17 error EXPRESSION_SYNTAX
  The template cannot be read: output "{{ room /notes" not closed. Write {{ path | filter }}.
  3 |     get: /rooms/{{ room /notes
    |                 ^`,
    ],
    [
      'a base URL outside the hosts',
      'integrations/demo/integration.yaml',
      [['hosts: [api.example.com]', 'hosts: [www.example.com]']],
      `integrations/demo/integration.yaml:5:8 error DEFINITION_INVALID
  \`hosts\` does not hold \`api.example.com\`, the host of \`base_url\`.
  5 | hosts: [www.example.com]
    |        ^
  hint: Add \`api.example.com\`.`,
    ],
    [
      'variants without ids',
      'integrations/demo/unified/talk/notes.yaml',
      [['  - id: everywhere\n    each', '  - each']],
      `integrations/demo/unified/talk/notes.yaml:23:5 error DEFINITION_INVALID
  Variant 2 of list lacks an \`id\`.
  23 |   - each: { of: rooms, as: query.room.id, skip: [forbidden] }
     |     ^
  hint: Errors and overrides address it by that: add \`id: <name>\`.`,
    ],
    [
      'two variants of one id',
      'integrations/demo/unified/talk/notes.yaml',
      [['id: everywhere', 'id: room']],
      `integrations/demo/unified/talk/notes.yaml:23:5 error DEFINITION_INVALID
  Two variants of list have the id \`room\`.
  23 |   - id: room
     |     ^
  hint: Rename one of them.`,
    ],
    [
      'a get from a list without pick',
      'integrations/demo/unified/talk/notes.yaml',
      [['  pick: nid = $note\n', '']],
      `integrations/demo/unified/talk/notes.yaml:26:9 error DEFINITION_INVALID
  \`notes.list\` gives a list: say which record is meant.
  26 |   call: notes.list
     |         ^
  hint: Write \`pick\` with an expression that holds for it.`,
    ],
    [
      'a parameter that paging owns',
      'integrations/demo/unified/talk/notes.yaml',
      [['query: { since: $since }', 'query: { since: $since, limit: 10 }']],
      `integrations/demo/unified/talk/notes.yaml:20:29 error DEFINITION_INVALID
  \`limit\` belongs to the paging of \`notes.list\`.
  20 |     query: { since: $since, limit: 10 }
     |                             ^
  hint: Remove it: the engine fills it in on each page.`,
    ],
    [
      'a parameter under the wrong key',
      'integrations/demo/unified/talk/notes.yaml',
      [['query: { since: $since }', 'body: { since: $since }']],
      `integrations/demo/unified/talk/notes.yaml:20:13 error DEFINITION_INVALID
  \`since\` of \`notes.list\` is no body parameter.
  20 |     body: { since: $since }
     |             ^
  hint: Write it under \`query\`.`,
    ],
    [
      'a required parameter that nothing fills',
      'integrations/demo/unified/talk/notes.yaml',
      [['body: { room: $room, content', 'body: { content']],
      `integrations/demo/unified/talk/notes.yaml:30:9 error DEFINITION_INVALID
  \`notes.write\` needs the parameter \`room\`.
  30 |   call: notes.write
     |         ^
  hint: Write it under \`body\`.`,
    ],
    [
      'an example that does not fit its field',
      'unified-models/talk/notes.yaml',
      [['example: markdown', 'example: markdon']],
      `unified-models/talk/notes.yaml:8:110 error DEFINITION_INVALID
  The example of \`format\` is not one of markdown, html.
  8 |       format: { type: string, required: true, enum: [markdown, html], description: How to read it., example: markdon }
    |                                                                                                              ^
  hint: Give a value as a caller sees it.`,
    ],
    [
      'a file of another name',
      'integrations/demo/natives/notes.yaml',
      [['', 'endpoints: {}']],
      `integrations/demo/natives/notes.yaml:1:1 error DEFINITION_INVALID
  No file of this name is read here.
  1 | endpoints: {}
    | ^
  hint: Files are: integration.yaml, native/<file>.yaml, unified/<model>/<resource>.yaml and cases/<name>.yaml.`,
    ],
  ])('show %s where it stands, with its remedy', (_name, file, changes, problems) => {
    expect(rendered(file, changes)).toBe(problems);
  });
});
