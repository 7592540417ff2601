import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../../src/engine/templates/compile.ts';
import { PatchbayError } from '../../../src/errors.ts';

const scope = {
  channel: 'C1',
  odd: "a b/c?d#e%f'(g)!*",
  folder: 'docs/2025/plan.md',
  number: 42,
  big: 12n,
  yes: true,
  nothing: null,
  list: ['a'],
  map: { id: 'inner', none: null },
  credential: { access_token: 'secret-1', user: 'ann', password: 'p:w' },
  hollow: '',
  dot: '.',
  dots: '..',
  up: '../admin',
  line: 'a\r\nx: y',
  half: '\ud800',
  infinite: Infinity,
  first: 'ada',
};

/** Source, encode, and what comes out. */
const rendered: readonly (readonly [string, 'path' | 'raw', string])[] = [
  ['/conversations.history', 'path', '/conversations.history'],
  ['/channels/{{ channel }}/messages', 'path', '/channels/C1/messages'],
  ['/channels/{{channel}}/messages/{{ number }}', 'path', '/channels/C1/messages/42'],
  ['/x/{{ odd }}', 'path', '/x/a%20b%2Fc%3Fd%23e%25f%27%28g%29%21%2A'],
  ['/files/{{ folder | segments }}', 'path', '/files/docs/2025/plan.md'],
  ['/files/{{ folder }}', 'path', '/files/docs%2F2025%2Fplan.md'],
  ['/a/{{ map.id }}', 'path', '/a/inner'],
  ['/a/{{ channel }}-{{ map.id }}', 'path', '/a/C1-inner'],
  ['/a/v{{ number }}', 'path', '/a/v42'],
  ['/a/{{ line }}', 'path', '/a/a%0D%0Ax%3A%20y'],
  ['/a/{{ line | upcase }}', 'path', '/a/A%0D%0AX%3A%20Y'],
  ['/a/..{{ channel }}', 'path', '/a/..C1'],
  ['/a/{{ big }}/{{ yes }}', 'path', '/a/12/true'],
  ['https://{{ channel }}.chat.example/api', 'path', 'https://C1.chat.example/api'],
  ['/a/{{ first }}', 'path', '/a/ada'],
  ['/a/{{ channel | downcase }}', 'path', '/a/c1'],
  ['/a/{{ map.none | default: "fallback" }}', 'path', '/a/fallback'],
  ['/a/{{ gone | default: "x/y" }}', 'path', '/a/x%2Fy'],
  ['/a/{{ folder | append: "/end" | segments }}', 'path', '/a/docs/2025/plan.md/end'],
  ['Bearer {{ credential.access_token }}', 'raw', 'Bearer secret-1'],
  ['{{ odd }}', 'raw', "a b/c?d#e%f'(g)!*"],
  ['[{{ hollow }}]', 'raw', '[]'],
  ['{{ number }}', 'raw', '42'],
  [
    'Basic {{ credential.user | append: ":" | append: credential.password | base64_encode }}',
    'raw',
    'Basic YW5uOnA6dw==',
  ],
  ['plain { braces } and }} stay', 'raw', 'plain { braces } and }} stay'],
];

/** Source, encode, and what it is refused with; no message holds a value. */
const refused: readonly (readonly [string, 'path' | 'raw', string])[] = [
  ['/a/{{ gone }}', 'path', '"gone" has no value; `/a/{{ gone }}` cannot be written without it.'],
  ['/a/{{ nothing }}', 'path', '"nothing" has no value; `/a/{{ nothing }}` cannot be written without it.'],
  [
    '/a/{{ map.gone.deep }}',
    'path',
    '"map.gone.deep" has no value; `/a/{{ map.gone.deep }}` cannot be written without it.',
  ],
  ['/a/{{ constructor }}', 'path', '"constructor" has no value; `/a/{{ constructor }}` cannot be written without it.'],
  [
    '/a/{{ map.__proto__ }}',
    'path',
    '"map.__proto__" has no value; `/a/{{ map.__proto__ }}` cannot be written without it.',
  ],
  [
    '/a/{{ channel.length }}',
    'path',
    '"channel.length" has no value; `/a/{{ channel.length }}` cannot be written without it.',
  ],
  ['/a/{{ list.size }}', 'path', '"list.size" has no value; `/a/{{ list.size }}` cannot be written without it.'],
  [
    '/a/{{ list }}',
    'path',
    '"list" is not a text, a number or a boolean; `/a/{{ list }}` cannot be written without it.',
  ],
  ['/a/{{ map }}', 'path', '"map" is not a text, a number or a boolean; `/a/{{ map }}` cannot be written without it.'],
  ['/a/{{ infinite }}', 'path', '"infinite" is not a finite number; `/a/{{ infinite }}` cannot be written without it.'],
  [
    '/a/{{ hollow }}',
    'path',
    '"hollow" is empty where a path needs a segment; `/a/{{ hollow }}` cannot be written without it.',
  ],
  [
    '/a/{{ dot }}',
    'path',
    '"dot" is "." or "..", which a path segment must not be; `/a/{{ dot }}` cannot be written without it.',
  ],
  [
    '/a/{{ dots }}/b',
    'path',
    '"dots" is "." or "..", which a path segment must not be; `/a/{{ dots }}/b` cannot be written without it.',
  ],
  [
    '/a/{{ up | segments }}',
    'path',
    '"up" is "." or "..", which a path segment must not be; `/a/{{ up | segments }}` cannot be written without it.',
  ],
  [
    '/a/{{ hollow | segments }}',
    'path',
    '"hollow" is empty where a path needs a segment; `/a/{{ hollow | segments }}` cannot be written without it.',
  ],
  ['/a/{{ half }}', 'path', '"half" holds half a surrogate pair; `/a/{{ half }}` cannot be written without it.'],
  ['/a/{{ gone | downcase }}', 'path', '"gone" has no value; `/a/{{ gone | downcase }}` cannot be written without it.'],
  [
    '/a/{{ channel | append: gone }}',
    'path',
    '"gone" has no value; `/a/{{ channel | append: gone }}` cannot be written without it.',
  ],
  [
    'x {{ line }}',
    'raw',
    '"line" holds a control character (a line break, a tab, ...); `x {{ line }}` cannot be written without it.',
  ],
  [
    'Bearer {{ credential.refresh_token }}',
    'raw',
    '"credential.refresh_token" has no value; `Bearer {{ credential.refresh_token }}` cannot be written without it.',
  ],
];

/** Source, encode, code, message, position, token. */
const broken: readonly (readonly [string, 'path' | 'raw', string, string, number, string])[] = [
  [
    '/a/{% raw %}',
    'path',
    'EXPRESSION_SYNTAX',
    'Tags such as `{% raw %}` are not available in templates; only {{ path | filter }} is.',
    3,
    '{% raw %}',
  ],
  [
    '{% render "package.json" %}',
    'raw',
    'EXPRESSION_SYNTAX',
    'Tags such as `{% render "package.json" %}` are not available in templates; only {{ path | filter }} is.',
    0,
    '{% render "package.json" %}',
  ],
  [
    '{% include "x" %}',
    'raw',
    'EXPRESSION_SYNTAX',
    'Tags such as `{% include "x" %}` are not available in templates; only {{ path | filter }} is.',
    0,
    '{% include "x" %}',
  ],
  [
    '{% layout "x" %}',
    'raw',
    'EXPRESSION_SYNTAX',
    'Tags such as `{% layout "x" %}` are not available in templates; only {{ path | filter }} is.',
    0,
    '{% layout "x" %}',
  ],
  [
    '/a/{{ x | date: "%Y" }}',
    'path',
    'EXPRESSION_INVALID',
    'There is no filter "date" in `{{ x | date: "%Y" }}`; there are append, base64_encode, default, downcase, prepend, remove, replace, segments, slice, strip, upcase.',
    3,
    '{{ x | date: "%Y" }}',
  ],
  [
    '/a/{{ x',
    'path',
    'EXPRESSION_SYNTAX',
    'The template cannot be read: output "{{ x" not closed. Write {{ path | filter }}.',
    3,
    '{{ x',
  ],
  [
    '{{ a b }}',
    'raw',
    'EXPRESSION_SYNTAX',
    '`{{ a b }}` does not begin with a dotted path such as {{ account.team_id }}.',
    0,
    '{{ a b }}',
  ],
  [
    '{{ "x" }}',
    'raw',
    'EXPRESSION_SYNTAX',
    '`{{ "x" }}` does not begin with a dotted path such as {{ account.team_id }}.',
    0,
    '{{ "x" }}',
  ],
  [
    '{{ a[0] }}',
    'raw',
    'EXPRESSION_SYNTAX',
    '`{{ a[0] }}` does not begin with a dotted path such as {{ account.team_id }}.',
    0,
    '{{ a[0] }}',
  ],
  [
    '{{ (1..9) }}',
    'raw',
    'EXPRESSION_SYNTAX',
    '`{{ (1..9) }}` does not begin with a dotted path such as {{ account.team_id }}.',
    0,
    '{{ (1..9) }}',
  ],
  [
    '{{ a, b }}',
    'raw',
    'EXPRESSION_SYNTAX',
    '`, b` in `{{ a, b }}` is not understood; write {{ path | filter }}.',
    0,
    '{{ a, b }}',
  ],
  [
    '{{ a | append }}',
    'raw',
    'EXPRESSION_SYNTAX',
    'The filter "append" takes 1 argument(s), not 0, in `{{ a | append }}`.',
    0,
    '{{ a | append }}',
  ],
  [
    '{{ a | append: b: 1 }}',
    'raw',
    'EXPRESSION_SYNTAX',
    'The filter "append" takes no named arguments, in `{{ a | append: b: 1 }}`.',
    0,
    '{{ a | append: b: 1 }}',
  ],
  [
    '/{{ a | segments | upcase }}',
    'path',
    'EXPRESSION_SYNTAX',
    '"segments" must be the last filter in `{{ a | segments | upcase }}`.',
    1,
    '{{ a | segments | upcase }}',
  ],
  [
    '{{ a | segments }}',
    'raw',
    'EXPRESSION_SYNTAX',
    '"segments" has a meaning in paths only; remove it from `a | segments`.',
    0,
    'a | segments',
  ],
  [
    '/x/{id}',
    'path',
    'EXPRESSION_SYNTAX',
    'The character "{" cannot stand in a URL path; write {{ name }} for a value.',
    3,
    '{',
  ],
  ['/x y', 'path', 'EXPRESSION_SYNTAX', 'The character " " cannot stand in a URL path.', 2, ' '],
  ['a\nb', 'raw', 'EXPRESSION_SYNTAX', 'The character "\\n" cannot stand in a header value.', 1, '\n'],
];

describe.each(['direct', 'library'] as const)('compileTemplate, %s reader', reader => {
  it.each(rendered)('renders %s (%s) as %s', (source, encode, expected) => {
    expect(compileTemplate(source, { encode, reader }).render(scope)).toBe(expected);
  });

  it.each(refused)('refuses the values of %s (%s)', (source, encode, message) => {
    const template = compileTemplate(source, { encode, reader });
    expect(() => template.render(scope)).toThrow(new PatchbayError('REQUEST_INVALID', message));
  });

  it('keeps every value inside its segment, whatever it is', () => {
    const template = compileTemplate('/a/{{ x }}/{{ y }}', { encode: 'path', reader });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (x, y) => {
          fc.pre(![x, y].some(value => /^\.{1,2}$/.test(value)));
          const url = new URL(template.render({ x, y }), 'https://chat.example');
          expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'a', x, y]);
          expect(url.href).toBe(`https://chat.example${url.pathname}`);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('compileTemplate', () => {
  it.each(broken)('refuses %s (%s) with %s', (source, encode, code, message, position, token) => {
    expect(failureOf(() => compileTemplate(source, { encode }))).toEqual({ code, message, facts: { position, token } });
  });

  it('lists the names a template reads, once each', () => {
    const template = compileTemplate('{{ a.b | append: c.d | append: a.e }}-{{ f }}', { encode: 'raw' });
    expect(template.reads).toEqual(['a', 'c', 'f']);
  });

  it('refuses a name that is not available, and says which are', () => {
    const names = new Set(['account', 'credential']);
    expect(failureOf(() => compileTemplate('/a/{{ acount.team }}', { encode: 'path', names }))).toEqual({
      code: 'EXPRESSION_INVALID',
      message: 'There is no "acount" for `{{ acount.team }}`; there are account, credential.',
      facts: { position: 3, token: 'acount.team' },
    });
  });

  it('finds a name in the argument of a filter', () => {
    const names = new Set(['account']);
    expect(failureOf(() => compileTemplate('{{ account.a | append: env.b }}', { encode: 'raw', names }))).toEqual({
      code: 'EXPRESSION_INVALID',
      message: 'There is no "env" for `{{ account.a | append: env.b }}`; there are account.',
      facts: { position: 0, token: 'account.a | append: env.b' },
    });
  });

  it('refuses dot segments that come about by joining', () => {
    const template = compileTemplate('/a/.{{ x }}/b', { encode: 'path' });
    expect(() => template.render({ x: '%2e' })).not.toThrow();
    const joined = compileTemplate('/a/{{ x | slice: 0 }}{{ x | append: "" }}', { encode: 'path' });
    expect(joined.render({ x: 'b' })).toBe('/a/bb');
    expect(compileTemplate('/a/%2e{{ x }}', { encode: 'path' }).render({ x: 'c' })).toBe('/a/%2ec');
    expect(failureOf(() => compileTemplate('/a/{{ x }}/../b', { encode: 'path' }).render({ x: 'c' }))).toEqual({
      code: 'REQUEST_INVALID',
      message: 'A value makes a segment "." or ".." in the path `/a/{{ x }}/../b`; that is not allowed.',
      facts: {},
    });
  });

  it('refuses what a filter makes too large, without quoting it', () => {
    const template = compileTemplate('{{ x | replace: "a", x }}', { encode: 'raw' });
    expect(failureOf(() => template.render({ x: 'a'.repeat(100_000) }))).toEqual({
      code: 'REQUEST_INVALID',
      message: '`{{ x | replace: "a", x }}` goes beyond the limits of a template for the values given.',
      facts: {},
    });
  });

  it('refuses a template that is too long', () => {
    expect(failureOf(() => compileTemplate('x'.repeat(8_193), { encode: 'raw' }))).toEqual({
      code: 'EXPRESSION_SYNTAX',
      message: 'The template has 8193 characters; at most 8192 are allowed.',
      facts: { position: 0, token: 'xxxxxxxxxxxxxxxxxxxx' },
    });
  });
});

function failureOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    return { code: error.code, message: error.message, facts: error.facts };
  }
}
