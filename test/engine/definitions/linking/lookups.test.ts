import { describe, expect, it } from 'vitest';
import { grownFiles } from '../support/grown.ts';
import { rendered } from '../support/rendered.ts';

type Changes = readonly (readonly [before: string, after: string])[];

const notes = 'integrations/grown/unified/talk/notes.yaml';

describe('mistakes in lookups of many at once', () => {
  it.each<[string, string, Changes, string]>([
    [
      'a batch without a key',
      notes,
      [['    key: by.ref\n', '']],
      `integrations/grown/unified/talk/notes.yaml:13:5 error DEFINITION_INVALID
  \`batch\` asks for many keys in one call, and there is no \`key\`.
  13 |     batch: { max: 50, match: ref }
     |     ^
  hint: Say what to ask for: \`key: sender.name\`.`,
    ],
    [
      'a key without a batch',
      notes,
      [
        ['    batch: { max: 50, match: ref }\n', ''],
        ['refs: $keys', 'refs: by.ref'],
      ],
      `integrations/grown/unified/talk/notes.yaml:11:5 error DEFINITION_INVALID
  \`key\` is what a batch asks for, and there is no \`batch\`.
  11 |     key: by.ref
     |     ^
  hint: Remove it, or add \`batch: { max: 50, match: id }\`.`,
    ],
    [
      'a record in the call for many',
      notes,
      [['refs: $keys', 'refs: by.ref']],
      `integrations/grown/unified/talk/notes.yaml:13:20 error EXPRESSION_INVALID
  There is no record here, so a path has to begin with a variable, such as $query or $body: "by" has none.
  13 |     query: { refs: by.ref }
     |                    ^
  hint: Variables: \`$account\`, \`$app\`, \`$keys\`, \`$query\`.`,
    ],
    [
      'an endpoint that gives one record',
      notes,
      [
        ['call: people.batch', 'call: notes.info'],
        ['query: { refs: $keys }', 'path: { name: $keys }'],
      ],
      `integrations/grown/unified/talk/notes.yaml:14:5 error DEFINITION_INVALID
  \`notes.info\` gives one record, and a batch needs the list of those it asked for.
  14 |     batch: { max: 50, match: ref }
     |     ^
  hint: Add \`items\` to the endpoint, or remove \`batch\`.`,
    ],
    [
      '$keys without a batch, where it is a function',
      notes,
      [
        ['    key: by.ref\n', ''],
        ['    batch: { max: 50, match: ref }\n', ''],
      ],
      `integrations/grown/unified/talk/notes.yaml:12:20 error DEFINITION_LINT
  \`$keys\` is a function, not a value.
  12 |     query: { refs: $keys }
     |                    ^
  hint: Call it: \`$keys(…)\`.`,
    ],
  ])('show %s where it stands, with its remedy', (_name, file, changes, problems) => {
    expect(rendered(file, changes, grownFiles)).toBe(problems);
  });
});
