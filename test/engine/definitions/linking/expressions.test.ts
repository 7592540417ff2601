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
     |       ^
  hint: Still open is \`[title, body…\`.`,
    ],
    [
      'a value that lacks in a folded text',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', '  tags: >-\n    $append(labels,\n    topics,\n    )']],
      `integrations/demo/unified/talk/notes.yaml:14:5 error EXPRESSION_SYNTAX
  S0211: ) cannot stand before a value
  14 |     )
     |     ^
  hint: A value comes here: a field of the record, a text in quotes, a number, a variable or a call such as \`$count(…)\`. Variables: \`$account\`, \`$app\`, \`$body\`, \`$headers\`, \`$id\`, \`$lookups\`, \`$note\`, \`$page\`, \`$query\`, \`$room\`, \`$sent\`, \`$since\`, \`$status\`.`,
    ],
    [
      'an operator of another language in a quoted text',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', '  tags: "labels[\\"a\\" == name]"']],
      `integrations/demo/unified/talk/notes.yaml:11:24 error EXPRESSION_SYNTAX
  S0211: = cannot stand before a value
  11 |   tags: "labels[\\"a\\" == name]"
     |                        ^
  hint: Equality is written \`=\`.`,
    ],
    [
      'an operator that lacks in a text between single quotes',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', "  tags: 'labels[name = ''it'' ''s'']'"]],
      `integrations/demo/unified/talk/notes.yaml:11:31 error EXPRESSION_SYNTAX
  S0202: Expected "]" instead of 's'
  11 |   tags: 'labels[name = ''it'' ''s'']'
     |                               ^
  hint: Still open is \`labels[\`. Between \`'it'\` and \`'s'\` comes a comma or an operator such as \`.\`, \`&\`, \`=\` or \`and\`.`,
    ],
    [
      'a step that lacks where the names are known',
      'integrations/demo/unified/talk/notes.yaml',
      [['query: { since: $since }', 'query: { since: $query.created_at. }']],
      `integrations/demo/unified/talk/notes.yaml:20:39 error EXPRESSION_SYNTAX
  S0207: The expression ends too early
  20 |     query: { since: $query.created_at. }
     |                                       ^
  hint: After \`.\` comes a step: the name of a field, \`*\`, \`$f(…)\`, \`{ … }\` or \`( … )\`. There are: \`gt\`, \`gte\`, \`lt\`, \`lte\`.`,
    ],
    [
      'a text that is not closed in a block',
      'integrations/demo/unified/talk/notes.yaml',
      [['    content: body', '    content: |\n      title & "\n      & body']],
      `integrations/demo/unified/talk/notes.yaml:8:15 error EXPRESSION_SYNTAX
  S0101: A string is not closed; add the matching quote
  8 |       title & "
    |               ^
  hint: The other " is missing; within the text it is written \\".`,
    ],
    [
      'a function in a text between double quotes with escapes',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', '  tags: "$append(labels,\\n\\x20 $uppercas(topics))"']],
      `integrations/demo/unified/talk/notes.yaml:11:32 error EXPRESSION_INVALID
  There is no function $uppercas here.
  11 |   tags: "$append(labels,\\n\\x20 $uppercas(topics))"
     |                                ^
  hint: Did you mean \`$uppercase\`?`,
    ],
    [
      'the name of a variable behind a text that holds the same',
      'integrations/demo/unified/talk/notes.yaml',
      [['query: { since: $since }', 'query: { since: \'["$query.sinse", $query . sinse]\' }']],
      `integrations/demo/unified/talk/notes.yaml:20:39 error DEFINITION_REFERENCE
  There is no \`$query.sinse\` here.
  20 |     query: { since: '["$query.sinse", $query . sinse]' }
     |                                       ^
  hint: There are: \`room\`, \`created_at\`, \`search\`, \`include\`.`,
    ],
    [
      'a function in a block',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', '  tags: |\n    $append(\n      labels,\n      $uppercas(topics)\n    )']],
      `integrations/demo/unified/talk/notes.yaml:14:7 error EXPRESSION_INVALID
  There is no function $uppercas here.
  14 |       $uppercas(topics)
     |       ^
  hint: Did you mean \`$uppercase\`?`,
    ],
    [
      'a function in a quoted text',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', "  tags: '$append(labels, $uppercas(\"it''s\"))'"]],
      `integrations/demo/unified/talk/notes.yaml:11:26 error EXPRESSION_INVALID
  There is no function $uppercas here.
  11 |   tags: '$append(labels, $uppercas("it''s"))'
     |                          ^
  hint: Did you mean \`$uppercase\`?`,
    ],
    [
      'a function in a folded text',
      'integrations/demo/unified/talk/notes.yaml',
      [['  tags: labels', '  tags: >\n    $append(labels,\n    $uppercas(topics))']],
      `integrations/demo/unified/talk/notes.yaml:13:5 error EXPRESSION_INVALID
  There is no function $uppercas here.
  13 |     $uppercas(topics))
     |     ^
  hint: Did you mean \`$uppercase\`?`,
    ],
    [
      'a variable in a plain value',
      'integrations/demo/unified/talk/notes.yaml',
      [['pick: nid = $note', 'pick: nid = $nte']],
      `integrations/demo/unified/talk/notes.yaml:27:15 error EXPRESSION_INVALID
  There is no variable $nte here.
  27 |   pick: nid = $nte
     |               ^
  hint: Did you mean \`$note\`?`,
    ],
    [
      'a variable in a flow map',
      'integrations/demo/unified/talk/notes.yaml',
      [['query: { since: $since }', 'query: { since: $sinse }']],
      `integrations/demo/unified/talk/notes.yaml:20:21 error EXPRESSION_INVALID
  There is no variable $sinse here.
  20 |     query: { since: $sinse }
     |                     ^
  hint: Did you mean \`$since\`?`,
    ],
    [
      'a variable in an entry of a list',
      'integrations/demo/integration.yaml',
      [['external_id: [$steps.me.team]', 'external_id: [$steps.me.team, $team]']],
      `integrations/demo/integration.yaml:15:33 error EXPRESSION_INVALID
  There is no variable $team here.
  15 |   external_id: [$steps.me.team, $team]
     |                                 ^
  hint: Variables: \`$account\`, \`$app\`, \`$steps\`.`,
    ],
    [
      'a path where there is no record',
      'integrations/demo/unified/talk/notes.yaml',
      [['query: { since: $since }', 'query: { since: created }']],
      `integrations/demo/unified/talk/notes.yaml:20:21 error EXPRESSION_INVALID
  There is no record here, so a path has to begin with a variable, such as $query or $body: "created" has none.
  20 |     query: { since: created }
     |                     ^
  hint: Variables: \`$account\`, \`$app\`, \`$inside\`, \`$query\`, \`$room\`, \`$since\`.`,
    ],
    [
      'lookups in a lookup',
      'integrations/demo/unified/talk/notes.yaml',
      [['path: { room: $room }, cache', 'path: { room: $lookups.room.id }, cache']],
      `integrations/demo/unified/talk/notes.yaml:14:43 error EXPRESSION_INVALID
  There is no variable $lookups here.
  14 |   room: { call: rooms.info, path: { room: $lookups.room.id }, cache_s: 60, optional: true, on: [get] }
     |                                           ^
  hint: Variables: \`$account\`, \`$app\`, \`$body\`, \`$headers\`, \`$id\`, \`$note\`, \`$page\`, \`$query\`, \`$room\`, \`$sent\`, \`$since\`, \`$status\`.`,
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
