import { describe, expect, it } from 'vitest';
import { grownFiles } from '../support/grown.ts';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

const notes = 'integrations/grown/unified/talk/notes.yaml';
const files = 'integrations/grown/unified/talk/files.yaml';

describe('mistakes in keys that are paths', () => {
  it.each<[string, string, Changes, string]>([
    [
      'a part with the name of the whole',
      notes,
      [['rooms/{room}/notes/{note}', 'rooms/{room}/notes/{name}']],
      `integrations/grown/unified/talk/notes.yaml:1:17 error DEFINITION_INVALID
  \`$name\` is the whole of the pattern.
  1 | key: { pattern: "rooms/{room}/notes/{name}", from: path }
    |                 ^
  hint: Choose another name.`,
    ],
    [
      'a part twice',
      notes,
      [['rooms/{room}/notes/{note}', 'rooms/{room}/notes/{room}']],
      `integrations/grown/unified/talk/notes.yaml:1:17 error DEFINITION_INVALID
  The pattern has the part \`room\` twice.
  1 | key: { pattern: "rooms/{room}/notes/{room}", from: path }
    |                 ^
  hint: Choose another name.`,
    ],
    [
      'a part that is half a segment',
      notes,
      [['rooms/{room}/notes/{note}', 'rooms/r-{room}']],
      `integrations/grown/unified/talk/notes.yaml:1:17 error DEFINITION_INVALID
  \`pattern\` cannot be \`rooms/r-{room}\`: it does not match \`^([^/{}\\s]+|\\{[a-z][a-z0-9_]*\\})(/([^/{}\\s]+|\\{[a-z][a-z0-9_]*\\}))*$\`.
  1 | key: { pattern: "rooms/r-{room}", from: path }
    |                 ^
  hint: Segments of the path, parts in braces: spaces/{space}/messages/{message}. Each part is a variable of its name, the whole is $name.`,
    ],
    [
      'a pattern without parts',
      notes,
      [['rooms/{room}/notes/{note}', 'rooms/notes']],
      `integrations/grown/unified/talk/notes.yaml:1:1 error DEFINITION_INVALID
  The mapping of notes lacks its \`key\`.
  1 | key: { pattern: "rooms/notes", from: path }
    | ^
  hint: Write the parts in braces: \`spaces/{space}\`.`,
    ],
    [
      'a part beside the pattern',
      notes,
      [['from: path }', 'from: path, note: id }']],
      `integrations/grown/unified/talk/notes.yaml:1:58 error DEFINITION_INVALID
  There is no key \`note\` in \`key\`.
  1 | key: { pattern: "rooms/{room}/notes/{note}", from: path, note: id }
    |                                                          ^
  hint: There are: \`pattern\`, \`from\`.`,
    ],
    [
      'a pattern that is read from nowhere',
      notes,
      [[', from: path', '']],
      `integrations/grown/unified/talk/notes.yaml:1:1 error DEFINITION_INVALID
  \`key\` lacks the key \`from\`.
  1 | key: { pattern: "rooms/{room}/notes/{note}" }
    | ^
  hint: \`from\`: The path, from the native record.`,
    ],
    [
      '$key with some of the parts',
      files,
      [['name: title ?? $holder.native.title', 'name: |\n    $key("notes", { "note": id })']],
      `integrations/grown/unified/talk/files.yaml:5:5 error DEFINITION_REFERENCE
  The key of \`notes\` needs \`room\`.
  5 |     $key("notes", { "note": id })
    |     ^
  hint: Its parts are: room, note, or \`name\` alone for the whole.`,
    ],
  ])('show %s where it stands, with its remedy', (_name, file, changes, problems) => {
    expect(rendered(file, changes, grownFiles)).toBe(problems);
  });
});

describe('keys that are paths', () => {
  it('take the whole alone in $key', () => {
    const changes = [
      ['name: title ?? $holder.native.title', 'name: |\n    $key("notes", { "name": note.path })'],
    ] as const;
    expect(rendered(files, changes, grownFiles)).toBe('');
  });
});
