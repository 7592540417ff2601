import { describe, expect, it } from 'vitest';
import { grownFiles } from '../support/grown.ts';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

const notes = 'integrations/grown/unified/talk/notes.yaml';
const files = 'integrations/grown/unified/talk/files.yaml';

describe('mistakes in records inside others', () => {
  it.each<[string, string, Changes, string]>([
    [
      'variants of what follows from inside',
      files,
      [['list: { partial: "The files of notes that can be listed." }', 'list: { call: notes.list }']],
      `integrations/grown/unified/talk/files.yaml:6:9 error DEFINITION_INVALID
  list follows from \`inside\`, so it has no variants.
  6 | list: { call: notes.list }
    |         ^
  hint: It may say \`partial\`, \`missing\` or \`unsupported\`.`,
    ],
    [
      'a holder that is not there',
      files,
      [['of: notes', 'of: note']],
      `integrations/grown/unified/talk/files.yaml:1:15 error DEFINITION_REFERENCE
  There is no mapping for \`note\`.
  1 | inside: { of: note, records: files }
    |               ^
  hint: Did you mean \`notes\`?`,
    ],
    [
      'a key that does not lead back to the holder',
      files,
      [['note: $holder.unified.id ?? $note, ', '']],
      `integrations/grown/unified/talk/files.yaml:2:1 error DEFINITION_INVALID
  The key does not tell which of notes a record lies in, so get could not find it.
  2 | key: { file: id }
    | ^
  hint: Add a part that is \`$holder.unified.id\`, or parts of the same names as those of its key.`,
    ],
    [
      'a field that the holder has not',
      files,
      [['{ id: $holder.unified.id }', '{ id: $holder.unified.ids }']],
      `integrations/grown/unified/talk/files.yaml:5:15 error DEFINITION_REFERENCE
  There is no \`$holder.unified.ids\` here.
  5 |   note: { id: $holder.unified.ids }
    |               ^
  hint: Did you mean \`id\`?`,
    ],
    [
      'a holder that lies inside another itself',
      files,
      [['of: notes', 'of: files']],
      `integrations/grown/unified/talk/files.yaml:1:15 error DEFINITION_REFERENCE
  The records of files lie inside others themselves.
  1 | inside: { of: files, records: files }
    |               ^
  hint: Name a resource that is listed by calls of its own.`,
    ],
    [
      'a holder that cannot be read by its id',
      notes,
      [['get: { call: notes.info }', 'get: { unsupported: No. }']],
      `integrations/grown/unified/talk/files.yaml:1:15 error DEFINITION_REFERENCE
  The mapping of notes cannot get, so what lies inside its records cannot either.
  1 | inside: { of: notes, records: files }
    |               ^
  hint: Add \`get\` to notes.`,
    ],
    [
      '$holder where nothing lies inside',
      notes,
      [['content: body', 'content: $holder.native.body']],
      `integrations/grown/unified/talk/notes.yaml:3:42 error EXPRESSION_INVALID
  There is no variable $holder here.
  3 |   text: { format: '"markdown"', content: $holder.native.body }
    |                                          ^
  hint: Variables: \`$account\`, \`$app\`, \`$body\`, \`$headers\`, \`$house\`, \`$id\`, \`$lookups\`, \`$name\`, \`$note\`, \`$page\`, \`$query\`, \`$room\`, \`$sent\`, \`$status\`.`,
    ],
    [
      'a key that update would leave without its holder',
      files,
      [['$holder.unified.id ?? $note', '$holder.unified.id']],
      `integrations/grown/unified/talk/files.yaml:2:14 error DEFINITION_INVALID
  The variant \`update\` of update does not bind \`$holder\`, so its records would have no id.
  2 | key: { note: $holder.unified.id, file: id }
    |              ^
  hint: Write \`$holder.… ?? $note\`: where an id is given, its parts are variables.`,
    ],
  ])('show %s where it stands, with its remedy', (_name, file, changes, problems) => {
    expect(rendered(file, changes, grownFiles)).toBe(problems);
  });
});

describe('records inside others', () => {
  it.each<[string, Changes]>([
    [
      'may have the parts of the holder in their own key',
      [
        [
          'key: { note: $holder.unified.id ?? $note, file: id }',
          'key: { pattern: "rooms/{room}/notes/{note}/files/{file}", from: path }',
        ],
      ],
    ],
    [
      'may say why list or get is less than the model promises, or is not there',
      [
        ['list: { partial: "The files of notes that can be listed." }', 'list: { missing: { name: Not told. } }'],
        ['list: {', 'get: { unsupported: Files have no names of their own. }\nlist: {'],
      ],
    ],
  ])('%s', (_name, changes) => {
    expect(rendered(files, changes, grownFiles)).toBe('');
  });
});
