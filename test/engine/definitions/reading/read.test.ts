import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../../src/engine/definitions/problem.ts';
import { readDocument } from '../../../../src/engine/definitions/reading/read.ts';

/** The rendered problem of a file, or its value. */
function read(text: string): unknown {
  const { document, problem } = readDocument('a.yaml', text);
  return problem ? formatProblem(problem).split('\n') : document.value;
}

describe('readDocument', () => {
  it('reads maps, lists, texts, numbers, booleans, null and aliases', () => {
    expect(read('a: &x [1, -2.5, true, null, "q", plain]\nb: { c: *x }\nd: |\n  two\n  lines\n')).toEqual({
      a: [1, -2.5, true, null, 'q', 'plain'],
      b: { c: [1, -2.5, true, null, 'q', 'plain'] },
      d: 'two\nlines\n',
    });
  });

  it('reads a file with a byte order mark and Windows line ends', () => {
    expect(read('\uFEFFa: b\r\nc: |\r\n  d\r\n')).toEqual({ a: 'b', c: 'd\n' });
  });

  it.each([
    [
      'a comment that cuts an expression',
      'fields:\n  name: items #$i.name\n',
      [
        'a.yaml:2:15 error DEFINITION_SYNTAX',
        '  YAML takes `#$i.name` for a comment and cuts it off the expression.',
        '  2 |   name: items #$i.name',
        '    |               ^',
        '  hint: Write the expression as a `|` block on lines of its own.',
      ],
    ],
    [
      'a comma in a flow map',
      'fields: { name: $join(a, b) }\n',
      [
        'a.yaml:1:17 error DEFINITION_SYNTAX',
        '  YAML ends this value at the comma: it reads `$join(a`.',
        '  1 | fields: { name: $join(a, b) }',
        '    |                 ^',
        '  hint: Write the expression as a `|` block on lines of its own.',
      ],
    ],
    [
      'a comma in a flow list',
      'external_id: [$join(a, b)]\n',
      [
        'a.yaml:1:15 error DEFINITION_SYNTAX',
        '  YAML ends this value at the comma: it reads `$join(a`.',
        '  1 | external_id: [$join(a, b)]',
        '    |               ^',
        '  hint: Write the expression as a `|` block on lines of its own.',
      ],
    ],
    [
      'a key of a flow map without a value',
      'fields: { name: a, b }\n',
      [
        'a.yaml:1:20 error DEFINITION_SYNTAX',
        '  `b` has no value: inside { } YAML starts a new key at a comma.',
        '  1 | fields: { name: a, b }',
        '    |                    ^',
        '  hint: Give the key a value; if it belongs to an expression: write the expression as a `|` block on lines of its own.',
      ],
    ],
    [
      'a condition in a plain value',
      'fields:\n  name: a ? b : c\n',
      [
        'a.yaml:2:9 error DEFINITION_SYNTAX',
        '  YAML takes the `: ` in this value for the start of a map.',
        '  2 |   name: a ? b : c',
        '    |         ^',
        '  hint: Write the expression as a `|` block on lines of its own.',
      ],
    ],
    [
      'a condition in a flow map',
      'fields: { name: a ? b : c }\n',
      [
        'a.yaml:1:17 error DEFINITION_SYNTAX',
        '  YAML takes the `: ` in this value for the start of a map.',
        '  1 | fields: { name: a ? b : c }',
        '    |                 ^',
        '  hint: Write the expression as a `|` block on lines of its own.',
      ],
    ],
    [
      'an expression that starts with a quote',
      'fields:\n  name: "a" & b\n',
      [
        'a.yaml:2:13 error DEFINITION_SYNTAX',
        '  YAML: Unexpected anchor at node end.',
        '  2 |   name: "a" & b',
        '    |             ^',
        '  hint: If this is an expression: write the expression as a `|` block on lines of its own.',
      ],
    ],
    [
      'an expression that starts with a backtick',
      'fields:\n  name: `a b`.c\n',
      [
        'a.yaml:2:9 error DEFINITION_SYNTAX',
        '  YAML: Plain value cannot start with reserved character `.',
        '  2 |   name: `a b`.c',
        '    |         ^',
        '  hint: Write the expression as a `|` block on lines of its own.',
      ],
    ],
    [
      'an expression that starts with a wildcard',
      'fields:\n  name: "*.a"\n  type: *.a\n',
      [
        'a.yaml:3:9 error DEFINITION_SYNTAX',
        '  There is no anchor for the alias `*.a`.',
        '  3 |   type: *.a',
        '    |         ^',
        '  hint: If this is an expression, write it as a `|` block.',
      ],
    ],
    [
      'a key that is written twice',
      'a: 1\nb:\n  c: 1\n  c: 2\n',
      [
        'a.yaml:4:3 error DEFINITION_SYNTAX',
        '  The key `c` is written twice in one map.',
        '  4 |   c: 2',
        '    |   ^',
        '  hint: Keep one of them.',
      ],
    ],
    [
      'a tag',
      'a: !!binary aGk=\n',
      [
        'a.yaml:1:13 error DEFINITION_SYNTAX',
        '  The tag `tag:yaml.org,2002:binary` is not known here.',
        '  1 | a: !!binary aGk=',
        '    |             ^',
        '  hint: Definitions use no tags; remove it.',
      ],
    ],
    [
      'an alias in a circle',
      'a: &x\n  b: *x\n',
      ['a.yaml:2:6 error DEFINITION_SYNTAX', '  The alias `*x` contains itself.', '  2 |   b: *x', '    |      ^'],
    ],
    [
      'a number that would lose digits',
      'a: 12345678901234567890\n',
      [
        'a.yaml:1:4 error DEFINITION_SYNTAX',
        '  The number 12345678901234567890 would be read as 12345678901234567000.',
        '  1 | a: 12345678901234567890',
        '    |    ^',
        '  hint: Write it as a text: "12345678901234567890".',
      ],
    ],
    [
      'a tab as indentation',
      'a:\n\tb: 1\n',
      [
        'a.yaml:2:1 error DEFINITION_SYNTAX',
        '  YAML does not allow tabs as indentation.',
        '  2 | \tb: 1',
        '    | ^',
        '  hint: Indent with two spaces.',
      ],
    ],
    [
      'a second document',
      'a: 1\n---\nb: 2\n',
      [
        'a.yaml:2:1 error DEFINITION_SYNTAX',
        '  A definition file holds one document.',
        '  2 | ---',
        '    | ^',
        '  hint: Remove the second `---`.',
      ],
    ],
    [
      'a key that would be a prototype',
      '__proto__: { a: 1 }\n',
      [
        'a.yaml:1:1 error DEFINITION_SYNTAX',
        '  A key must not be called `__proto__`.',
        '  1 | __proto__: { a: 1 }',
        '    | ^',
      ],
    ],
  ])('refuses %s and says what to do', (_name, text, problem) => {
    expect(read(text)).toEqual(problem);
  });

  it.each([
    ['a comment for people after an expression', 'when: user # only people\n', { when: 'user' }],
    ['an index without a space', 'items: messages#$i.x\n', { items: 'messages#$i.x' }],
    ['brackets that are closed in a flow map', 'a: { b: $f(c), d: $g(e.f) }\n', { a: { b: '$f(c)', d: '$g(e.f)' } }],
  ])('accepts %s', (_name, text, value) => {
    expect(read(text)).toEqual(value);
  });

  it.each([
    ['size', `a: ${'x'.repeat(128 * 1024)}`, 'The file is larger than 128 KB.'],
    ['depth of flow collections', `a: ${'['.repeat(60_000)}`, 'The file is nested deeper than 50.'],
    ['depth of compact lists', '- '.repeat(60_000), 'The file is nested deeper than 50.'],
    [
      'depth of blocks',
      Array.from({ length: 60 }, (_, at) => `${' '.repeat(at)}k:`).join('\n'),
      'The file is nested deeper than 50.',
    ],
    ['depth of pairs in a list', `a: [${'b: '.repeat(40_000)}]`, 'The file is nested deeper than 50.'],
    ['number of anchors', `a: ${'&a '.repeat(40_000)}`, 'The file has more than 100 anchors and aliases.'],
    [
      'size with aliases written out',
      `a: &a [${'x, '.repeat(999)}x]\nb: [${'*a, '.repeat(49)}*a]\n`,
      'The file has more than 20000 values, aliases written out.',
    ],
  ])('refuses a file over the limit of %s', (_name, text, message) => {
    expect(readDocument('a.yaml', text).problem?.message).toBe(message);
  });
});
