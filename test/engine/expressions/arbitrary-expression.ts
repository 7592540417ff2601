import fc from 'fast-check';

/** Names that occur in the data as well. */
const plainNames = ['a', 'b', 'c', 'd', 'id', 'name', 'items', '`__proto__`', 'constructor', 'missing'];

/** How often each kind of expression is drawn, beside the others. */
export interface Weights {
  readonly literal: number;
  readonly variable: number;
  readonly path: number;
  readonly call: number;
  readonly block: number;
  readonly constructed: number;
  readonly operation: number;
  readonly fallback: number;
  readonly condition: number;
  readonly filtered: number;
  /** Each as often as it is in the list. */
  readonly operators: readonly string[];
}

const evenWeights: Weights = {
  literal: 4,
  variable: 3,
  path: 10,
  call: 3,
  block: 2,
  constructed: 2,
  operation: 3,
  fallback: 1,
  condition: 1,
  filtered: 2,
  operators: ['+', '-', '*', '/', '%', '&', '=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in'],
};

const variable = fc.constantFrom('$x', '$y', '$$', '$');
const number = fc.constantFrom('0', '1', '2', '-1', '3.5', '1e3', '0.1');
const text = fc.constantFrom('"a"', '"b"', '""', '"x y"', '"1.5"', '"\u{1f600}z"', '"2020-01-01T00:00:00Z"');
const literal = fc.oneof(number, text, fc.constantFrom('true', 'false', 'null', '[]', '{}'));

const unary = [
  'string',
  'length',
  'uppercase',
  'trim',
  'number',
  'abs',
  'floor',
  'round',
  'sum',
  'max',
  'count',
  'boolean',
  'not',
];
const unaryMore = [
  'exists',
  'keys',
  'spread',
  'merge',
  'reverse',
  'distinct',
  'type',
  'sort',
  'average',
  'min',
  'sqrt',
  'clone',
];
const binary = [
  'append',
  'lookup',
  'contains',
  'split',
  'join',
  'substringBefore',
  'power',
  'zip',
  'pad',
  'round',
  'substring',
  'match',
];
const higher = ['map', 'filter', 'sort', 'each', 'sift', 'single', 'reduce'];
const pattern = fc.constantFrom('/a/', '/[a-z]+/i', '/(a)|b/', '/\\d+/', '/a*?b/', '/^x/m', '/(ab)+c?/');
const callback = fc.constantFrom(
  'function($v){$v}',
  'function($v,$k){$k}',
  'function($v,$k,$o){$v.a}',
  'function($a,$b){$a > $b}',
  '$string',
  '$count',
  '$keys',
  '$sum',
  '$append(?, 1)',
  '$boolean',
);

interface Grammar {
  expression: string;
  path: string;
  step: string;
  predicate: string;
  call: string;
  block: string;
  constructed: string;
}

/**
 * Expressions of the language as text.
 *
 * @param names of fields as they are written in an expression
 */
export function expressionsOver(names: readonly string[], weights: Weights): fc.Arbitrary<string> {
  const name = fc.constantFrom(...names);
  return grammarOver(name, weights);
}

const grammarOver = (name: fc.Arbitrary<string>, weights: Weights): fc.Arbitrary<string> =>
  fc.letrec<Grammar>((tie: fc.LetrecTypedTie<Grammar>): fc.LetrecValue<Grammar> => ({
    step: fc.oneof(
      { weight: 8, arbitrary: name },
      { weight: 1, arbitrary: fc.constantFrom('*', '**', '%', '%.a', '$', '"a"') },
      { weight: 1, arbitrary: fc.tuple(name, fc.constantFrom('@$x', '#$y', '@$x#$y')).map(([a, b]) => a + b) },
      { weight: weights.filtered, arbitrary: fc.tuple(name, tie('predicate')).map(([a, b]) => `${a}[${b}]`) },
      { weight: 1, arbitrary: fc.tuple(name, tie('expression')).map(([a, b]) => `${a}^(${b})`) },
      { weight: 1, arbitrary: tie('block') },
      { weight: 1, arbitrary: tie('constructed') },
      { weight: 1, arbitrary: tie('call') },
      { weight: 1, arbitrary: name.map(a => `${a}[]`) },
    ),
    predicate: fc.oneof(
      { weight: 2, arbitrary: number },
      { weight: 3, arbitrary: tie('expression') },
      { weight: 1, arbitrary: fc.constantFrom('[0,1]', 'a=1', '$ > 1', 'b="b"') },
    ),
    path: fc
      .tuple(
        fc.oneof({ weight: 6, arbitrary: tie('step') }, { weight: 1, arbitrary: variable }),
        fc.array(tie('step'), { maxLength: 3 }),
      )
      .map(([first, rest]) => [first, ...rest].join('.')),
    call: fc.oneof(
      fc.tuple(fc.constantFrom(...unary, ...unaryMore), tie('expression')).map(([f, a]) => `$${f}(${a})`),
      fc.constantFrom(...unary, ...unaryMore).map(f => `$${f}()`),
      fc
        .tuple(fc.constantFrom(...binary), tie('expression'), fc.oneof(tie('expression'), pattern))
        .map(([f, a, b]) => `$${f}(${a}, ${b})`),
      fc.tuple(fc.constantFrom(...higher), tie('expression'), callback).map(([f, a, b]) => `$${f}(${a}, ${b})`),
      fc.tuple(tie('expression'), pattern, text).map(([a, p, r]) => `$replace(${a}, ${p}, ${r})`),
      fc
        .tuple(tie('expression'), fc.constantFrom(...unary, 'map($string)', 'filter(function($v){$v=1})'))
        .map(([a, f]) => `(${a}) ~> $${f.includes('(') ? f : `${f}()`}`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(function($x, $y){ ${a} })(${b}, 1)`),
    ),
    block: fc.oneof(
      tie('expression').map(a => `(${a})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `($x := ${a}; ${b})`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${b}; $y := ${a}; $y)`),
      tie('expression').map(a => `($f := function($n, $r) { $n > 3 ? $r : $f($n + 1, [$r, ${a}]) }; $f(1, 0))`),
    ),
    constructed: fc.oneof(
      fc.array(tie('expression'), { maxLength: 3 }).map(all => `[${all.join(', ')}]`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `{"k": ${a}, "l": ${b}}`),
      fc.tuple(tie('path'), tie('expression')).map(([k, v]) => `{$string(${k}): ${v}}`),
      fc.tuple(tie('path'), name, tie('expression')).map(([p, k, v]) => `${p}{$string(${k}): ${v}}`),
      fc.constantFrom('[1..3]', '[-1..1, 5]', '[a..b]'),
      fc.tuple(tie('path'), tie('expression')).map(([p, v]) => `($ ~> |${p}|{"n": ${v}}, ["b"]|)`),
    ),
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: weights.literal, arbitrary: literal },
      { weight: weights.variable, arbitrary: variable },
      { weight: weights.path, arbitrary: tie('path') },
      { weight: weights.call, arbitrary: tie('call') },
      { weight: weights.block, arbitrary: tie('block') },
      { weight: weights.constructed, arbitrary: tie('constructed') },
      {
        weight: weights.operation,
        arbitrary: fc
          .tuple(tie('expression'), fc.constantFrom(...weights.operators), tie('expression'))
          .map(([a, op, b]) => `(${a}) ${op} (${b})`),
      },
      {
        weight: weights.fallback,
        arbitrary: fc
          .tuple(tie('expression'), fc.constantFrom('??', '?:'), tie('expression'))
          .map(([a, op, b]) => `(${a}) ${op} ${b}`),
      },
      {
        weight: weights.condition,
        arbitrary: fc
          .tuple(tie('expression'), tie('expression'), tie('expression'))
          .map(([a, b, c]) => `(${a}) ? (${b}) : (${c})`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('path'), fc.constantFrom('[]', '[0]', '[-1]', '^(a)', '^(>b, a)'))
          .map(([a, b]) => a + b),
      },
      { weight: 1, arbitrary: tie('expression').map(a => `-(${a})`) },
    ),
  })).expression;

/** Expressions of all kinds over names that the data has as well. */
export const arbitraryExpression: fc.Arbitrary<string> = expressionsOver(plainNames, evenWeights);

const key = fc.constantFrom('a', 'b', 'c', 'd', 'id', 'name', 'items', '__proto__', 'constructor', '1', '0');
const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(1, 2, 'a', 'b', 'x y', true) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, false, 0, -1, 3.7, '', '1.5', '2020-01-01T00:00:00Z') },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(-0, 1e308, 1e21, 0.1 + 0.2, '\ud800', '\u{1f600}', 'ab1ab') },
);

function objectOf(entries: readonly (readonly [string, unknown])[]): unknown {
  const object: Record<string, unknown> = {};
  for (const [name_, value] of entries) {
    Object.defineProperty(object, name_, { value, writable: true, enumerable: true, configurable: true });
  }
  return object;
}

/** Data with the names the expressions use, and with what data should not have. */
export const arbitraryData: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; list: unknown; object: unknown }>(
  tie => ({
    list: fc.array(tie('value'), { maxLength: 4 }),
    object: fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map(objectOf),
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      { weight: 2, arbitrary: tie('list') },
      { weight: 3, arbitrary: tie('object') },
    ),
  }),
).value;
