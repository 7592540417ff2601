import { describe, expect, it } from 'vitest';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

describe('mistakes in expressions', () => {
  it.each<[string, string, Changes, string]>([
    [
      'syntax in a block',
      'integrations/demo/unified/talk/notes.yaml',
      [['    content: body', '    content: |\n      $join(\n        [title, body\n      )']],
      `integrations/demo/unified/talk/notes.yaml:10:7 error EXPRESSION_SYNTAX
  S0202: Expected "]" instead of )
  10 |       )
     |       ^`,
    ],
    [
      'a function in a block',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', '  tags: |\n    $append(\n      labels,\n      $uppercas(topics)\n    )']],
      `integrations/demo/unified/talk/notes.yaml:14:7 error EXPRESSION_INVALID
  There is no function $uppercas here. Did you mean $uppercase?
  14 |       $uppercas(topics)
     |       ^`,
    ],
    [
      'a function in a quoted text',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', "  tags: '$append(labels, $uppercas(\"it''s\"))'"]],
      `integrations/demo/unified/talk/notes.yaml:11:26 error EXPRESSION_INVALID
  There is no function $uppercas here. Did you mean $uppercase?
  11 |   tags: '$append(labels, $uppercas("it''s"))'
     |                          ^`,
    ],
    [
      'a function in a folded text',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', '  tags: >\n    $append(labels,\n    $uppercas(topics))']],
      `integrations/demo/unified/talk/notes.yaml:13:5 error EXPRESSION_INVALID
  There is no function $uppercas here. Did you mean $uppercase?
  13 |     $uppercas(topics))
     |     ^`,
    ],
    [
      'a variable in a plain value',
      'integrations/demo/unified/talk/notes.yaml',
      [['pick: nid = $note', 'pick: nid = $nte']],
      `integrations/demo/unified/talk/notes.yaml:27:15 error EXPRESSION_INVALID
  There is no variable $nte here. Did you mean $note?
  27 |   pick: nid = $nte
     |               ^`,
    ],
    [
      'a variable in a flow map',
      'integrations/demo/unified/talk/notes.yaml',
      [['query: { since: $since }', 'query: { since: $sinse }']],
      `integrations/demo/unified/talk/notes.yaml:20:21 error EXPRESSION_INVALID
  There is no variable $sinse here. Did you mean $since?
  20 |     query: { since: $sinse }
     |                     ^`,
    ],
    [
      'a variable in an entry of a list',
      'integrations/demo/integration.yaml',
      [['external_id: [$steps.me.team]', 'external_id: [$steps.me.team, $team]']],
      `integrations/demo/integration.yaml:15:33 error EXPRESSION_INVALID
  There is no variable $team here. Available are $account, $app, $nothing, $steps.
  15 |   external_id: [$steps.me.team, $team]
     |                                 ^`,
    ],
    [
      'a path where there is no record',
      'integrations/demo/unified/talk/notes.yaml',
      [['query: { since: $since }', 'query: { since: created }']],
      `integrations/demo/unified/talk/notes.yaml:20:21 error EXPRESSION_INVALID
  There is no record here, so a path has to begin with a variable, such as $query or $body: "created" has none.
  20 |     query: { since: created }
     |                     ^`,
    ],
    [
      'lookups in a lookup',
      'integrations/demo/unified/talk/notes.yaml',
      [['path: { room: $room }, cache', 'path: { room: $lookups.room.id }, cache']],
      `integrations/demo/unified/talk/notes.yaml:14:43 error EXPRESSION_INVALID
  There is no variable $lookups here. Available are $account, $app, $body, $headers, $id, $note, $nothing, $page, $query, $room, $sent, $since, $status.
  14 |   room: { call: rooms.info, path: { room: $lookups.room.id }, cache_s: 60, optional: true, on: [get] }
     |                                           ^`,
    ],
    [
      'a part of a key that is called like a function',
      'integrations/demo/unified/talk/notes.yaml',
      [['  note: nid', '  note: nid\n  count?: n']],
      `integrations/demo/unified/talk/notes.yaml:4:3 error DEFINITION_INVALID
  \`$count\` is a function; a variable of that name would hide it.
  4 |   count?: n
    |   ^
  hint: Choose another name.`,
    ],
    [
      'a name that the engine binds',
      'integrations/demo/unified/talk/notes.yaml',
      [
        ['with: { since:', 'with: { page:'],
        ['$since', '$page'],
      ],
      `integrations/demo/unified/talk/notes.yaml:18:13 error DEFINITION_INVALID
  \`$page\` is bound by the engine.
  18 |     with: { page: $query.created_at.gt }
     |             ^
  hint: Choose another name.`,
    ],
  ])('show %s where it stands, with its remedy', (_name, file, changes, problems) => {
    expect(rendered(file, changes)).toBe(problems);
  });
});
