import { describe, expect, it } from 'vitest';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

const notes = 'integrations/demo/unified/talk/notes.yaml';

describe('what is surely not meant', () => {
  it.each<[string, Changes, string]>([
    [
      '$not of a path in a predicate',
      [['pick: nid = $note', 'pick: $not(hidden.by)']],
      `integrations/demo/unified/talk/notes.yaml:27:9 error DEFINITION_LINT
  \`$not\` and \`$boolean\` of a path are nothing when the path is missing.
  27 |   pick: $not(hidden.by)
     |         ^
  hint: Write \`$is(a)\` or \`$not($is(a))\`, which are always true or false.`,
    ],
    [
      '$boolean of a path in a field that is true or false',
      [['is_pinned: $is(pinned)', 'is_pinned: $boolean(pinned)']],
      `integrations/demo/unified/talk/notes.yaml:12:14 error DEFINITION_LINT
  \`$not\` and \`$boolean\` of a path are nothing when the path is missing.
  12 |   is_pinned: $boolean(pinned)
     |              ^
  hint: Write \`$is(a)\` or \`$not($is(a))\`, which are always true or false.`,
    ],
    [
      '!= between two paths',
      [['pick: nid = $note', 'pick: nid != root.nid']],
      `integrations/demo/unified/talk/notes.yaml:27:13 error DEFINITION_LINT
  \`!=\` between two paths is false when one of them is missing.
  27 |   pick: nid != root.nid
     |             ^
  hint: Write \`$not(a = b)\`, which is true then.`,
    ],
    [
      "a caller's value joined into a native parameter",
      [['query: { since: $since }', `query: { since: '"after:" & $query.search' }`]],
      `integrations/demo/unified/talk/notes.yaml:20:31 error DEFINITION_LINT
  A caller's value is joined into a native parameter with \`&\`.
  20 |     query: { since: '"after:" & $query.search' }
     |                               ^
  hint: Give it a parameter of its own, or write \`$plain(value, /pattern/)\` to say what it may be.`,
    ],
    [
      'a path where the provider wants a list in its body',
      [['content: $body.text.content }', 'content: $body.text.content, labels: \'$body.text.content[$ > "a"]\' }']],
      `integrations/demo/unified/talk/notes.yaml:31:62 error DEFINITION_LINT
  The provider wants a list here, and a path yields a single value bare.
  31 |   body: { room: $room, content: $body.text.content, labels: '$body.text.content[$ > "a"]' }
     |                                                              ^
  hint: Put the path in brackets: \`[path]\`.`,
    ],
    [
      'a bare name that is a value of the field',
      [[`format: '"markdown"'`, 'format: markdown']],
      `integrations/demo/unified/talk/notes.yaml:6:13 error DEFINITION_LINT
  \`markdown\` reads a field of the native record; it is also a value this field can have.
  6 |     format: markdown
    |             ^
  hint: Write '"markdown"' for the value, or \`$.markdown\` when the native field is meant.`,
    ],
    [
      'a bare word in quotes',
      [['  tags: labels', '  tags: "labels"']],
      `integrations/demo/unified/talk/notes.yaml:11:9 error DEFINITION_LINT
  The quotes are YAML's: this reads the field \`labels\`.
  11 |   tags: "labels"
     |         ^
  hint: Write '"labels"' for the text, or labels without quotes for the field of that name.`,
    ],
  ])('is shown: %s', (_name, changes, problems) => {
    expect(rendered(notes, changes)).toBe(problems);
  });

  it.each<[string, Changes]>([
    ['$not of something that is always true or false', [['pick: nid = $note', 'pick: $not(nid = $note)']]],
    ['$not of a path in a field that holds a text', [['content: body', 'content: \'$not(body) ? "-" : body\'']]],
    [
      "a caller's value that is confined",
      [['query: { since: $since }', `query: { since: '"after:" & $plain($query.search, /[a-z]+/)' }`]],
    ],
    [
      'a path in brackets where a list is wanted',
      [['content: $body.text.content }', "content: $body.text.content, labels: '[$body.text.content]' }"]],
    ],
    [
      'a path in a query, where one value and a list of one are written the same',
      [['query: { since: $since }', 'query:\n      since: $since\n      tags: $query.search[$ > "a"]']],
    ],
    ['a bare name that is no value of the field', [[`format: '"markdown"'`, 'format: kind']]],
  ])('is not %s', (_name, changes) => {
    expect(rendered(notes, changes)).toBe('');
  });
});

describe('a name that a variable cannot have', () => {
  it.each<[string, string, Changes, string]>([
    [
      'a filter of the model',
      'integrations/demo/unified/talk/rooms.yaml',
      [['$query.kind', '$query.knd']],
      `integrations/demo/unified/talk/rooms.yaml:11:27 error DEFINITION_REFERENCE
  There is no \`$query.knd\` here.
  11 |     kind: $native("kind", $query.knd)
     |                           ^
  hint: Did you mean \`kind\`?`,
    ],
    [
      'a value of include',
      notes,
      [['$query.include.deleted', '$query.include.deletd']],
      `integrations/demo/unified/talk/notes.yaml:21:56 error DEFINITION_REFERENCE
  There is no \`$query.include.deletd\` here.
  21 |     where: [created_at, { native: $not($is(hidden)) or $query.include.deletd }]
     |                                                        ^
  hint: Did you mean \`deleted\`?`,
    ],
    [
      'a field of the body',
      notes,
      [['$body.text.content', '$body.text.contents']],
      `integrations/demo/unified/talk/notes.yaml:31:33 error DEFINITION_REFERENCE
  There is no \`$body.text.contents\` here.
  31 |   body: { room: $room, content: $body.text.contents }
     |                                 ^
  hint: Did you mean \`content\`?`,
    ],
    [
      'a setting of the account',
      notes,
      [['with: { since: $query.created_at.gt }', 'with: { since: $account.teem }']],
      `integrations/demo/unified/talk/notes.yaml:18:20 error DEFINITION_REFERENCE
  There is no \`$account.teem\` here.
  18 |     with: { since: $account.teem }
     |                    ^
  hint: Did you mean \`team\`?`,
    ],
    [
      'a lookup',
      notes,
      [['content: body', 'content: $lookups.rom.title']],
      `integrations/demo/unified/talk/notes.yaml:7:14 error DEFINITION_REFERENCE
  There is no \`$lookups.rom\` here.
  7 |     content: $lookups.rom.title
    |              ^
  hint: Did you mean \`room\`?`,
    ],
    [
      'a step of linking',
      'integrations/demo/integration.yaml',
      [['external_id: [$steps.me.team]', 'external_id: [$steps.you.team]']],
      `integrations/demo/integration.yaml:15:17 error DEFINITION_REFERENCE
  There is no \`$steps.you\` here.
  15 |   external_id: [$steps.you.team]
     |                 ^
  hint: There are: \`me\`.`,
    ],
  ])('is shown: %s', (_name, file, changes, problems) => {
    expect(rendered(file, changes)).toBe(problems);
  });

  it('is a part of the key that a variant does not bind', () => {
    const changes = [
      ['given: { query.room.id: rooms }', 'path: { room: $query.search }'],
      ['  - id: everywhere\n    each: { of: rooms, as: query.room.id, skip: [forbidden] }\n', ''],
    ] as const;
    expect(rendered(notes, changes)).toBe(
      `integrations/demo/unified/talk/notes.yaml:2:9 error DEFINITION_INVALID
  The variant \`room\` of list does not bind \`$room\`, so its records would have no id.
  2 |   room: $room
    |         ^
  hint: Add a \`given\` whose id has that part, or read it from the record.`,
    );
  });
});
