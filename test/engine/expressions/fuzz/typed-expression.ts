import fc from 'fast-check';
import { arbitraryExpression } from '../arbitrary-expression.ts';
import { listTemplates } from './typed-lists.ts';
import { scalarTemplates } from './typed-scalars.ts';

type Kind = keyof typeof scalarTemplates | keyof typeof listTemplates;

const leaves: Readonly<Record<Kind | 'any', readonly string[]>> = {
  num: ['n', 'sub.n', 'n', '1', '2', '0', '-1', '3.5', 'items.n', '$n1', 'sub.deep.v'],
  str: ['name', 'id', 'text', 'sub.name', '"a"', '"b"', '"x y"', '""', '"\u{1f600}a"', '$s1', 'items.name'],
  bool: ['flag', 'true', 'false', 'n > 1', 'items.flag', 'name = "a"'],
  ms: ['1510067557121', '$toMillis(at)', '(n * 86400000)'],
  nums: ['nums', 'items.n', '[1, 2, 3]', 'items.list.n', 'grid', '[3..1]', '[]'],
  strs: ['tags', 'items.name', '["b", "a"]', 'items.tags', 'id'],
  objs: ['items', 'items.list', 'items[n > 1]', 'items.sub', 'sub', '[{"n": 1, "name": "a"}]'],
  obj: ['sub', 'map', '$', 'items[0]', '{"n": 2}', '$o1', 'sub.deep'],
  any: ['n', 'name', 'missing', 'nothing', 'empty', 'null', 'sub', 'items', '$', 'nums', '`__proto__`', '*'],
};

const regexes = String.raw`/a/ /[a-z]+/i /\d+/ /(a)|b/ /(\w)(\w*)/ /\s+/ /[^ ]+/ /^./ /o$/m /(x)?y?a/ /\u00e9/ /[\s\S]/`;

const words = {
  regex: regexes.split(' '),
  timePicture: [
    '[Y]',
    '[Y0001]-[M01]-[D01]',
    '[D1o] [MNn] [Y]',
    '[FNn], [D1] [MNn,3-3]',
    '[h#1]:[m01] [P]',
    '[H01]:[m01]:[s01].[f001]',
    '[W01] [w] [d001]',
    '[YI] [Mi] [Da]',
    '[Dwo] [YWw]',
    '[Y9,999,*]',
    '[X0001]-W[W01]-[F1]',
    '[Z] [z] [Z0000t]',
    '[E] [C]',
    'at [[x]] [Y,2]',
  ].map(picture => `"${picture}"`),
  numberPicture: ['#,##0.00', '0.0%', '#0.0e0', '000', '#', '0;(0)', '#.##', '0000.0#', '#,#,##0', "'0"].map(
    picture => `"${picture}"`,
  ),
  integerPicture: ['w', 'W', 'Ww', 'w;o', 'I', 'i', 'a', 'A', '000', '#,##0', '1;o', '\u0660'].map(
    picture => `"${picture}"`,
  ),
};

const split = (lines: string): readonly string[] => lines.trim().split(/\n\s*/);

/**
 * Expressions in which most parts get what they want: each template asks for kinds of values, and each kind is drawn
 * from what gives it over a typed record. One part in forty is of any kind, or over other names.
 */
export const typedExpression: fc.Arbitrary<string> = fc.letrec<Record<string, string>>(tie => {
  const holes = (template: string): fc.Arbitrary<string> => {
    const parts = template.split(/#([a-z]+[A-Z]?[a-z]*)(?![\w$])/);
    const inner = parts.map((part, at) => (at % 2 === 0 ? fc.constant(part) : tie(part)));
    return fc.tuple(...inner).map(all => all.join(''));
  };
  const templates = { ...scalarTemplates, ...listTemplates };
  const kinds = Object.entries(templates).map(([kind, lines]) => {
    const all = split(lines).map(holes);
    return [
      kind,
      fc.oneof(
        { depthIdentifier: 'typed', depthSize: 'medium', maxDepth: 5 },
        { weight: 8, arbitrary: fc.constantFrom(...leaves[kind as Kind]) },
        { weight: 28, arbitrary: fc.oneof(...all) },
        { weight: 1, arbitrary: tie('any') },
      ),
    ] as const;
  });
  const any = fc.oneof(
    { depthIdentifier: 'typed', depthSize: 'medium', maxDepth: 5 },
    { weight: 6, arbitrary: fc.constantFrom(...leaves.any) },
    ...Object.keys(templates).map(kind => ({ weight: 3, arbitrary: tie(kind) })),
    { weight: 1, arbitrary: arbitraryExpression.map(text => `(${text})`) },
  );
  const texts = Object.entries(words).map(([kind, all]) => [kind, fc.constantFrom(...all)] as const);
  const whole = fc.oneof(
    ...Object.keys(templates)
      .filter(kind => kind !== 'ms')
      .map(kind => ({ weight: kind.endsWith('s') ? 3 : 2, arbitrary: tie(kind) })),
    { weight: 3, arbitrary: fc.tuple(tie('any'), tie('any')).map(([a, b]) => `{"a": ${a}, "b": ${b}}`) },
    { weight: 2, arbitrary: fc.tuple(tie('any'), tie('any'), tie('any')).map(all => `[${all.join(', ')}]`) },
  );
  return Object.fromEntries([...kinds, ...texts, ['any', any], ['whole', whole]] as readonly (readonly [
    string,
    fc.Arbitrary<string>,
  ])[]);
}).whole as fc.Arbitrary<string>;
