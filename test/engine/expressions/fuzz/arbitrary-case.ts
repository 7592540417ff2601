import fc from 'fast-check';
import { arbitraryData, arbitraryExpression, expressionsOver } from '../arbitrary-expression.ts';
import { arbitraryRecord } from '../source-outcome.ts';
import type { Material } from './material.ts';
import { typedExpression } from './typed-expression.ts';
import { typedRecord } from './typed-record.ts';

/** An expression and the inputs it is evaluated on. */
export interface FuzzGroup {
  readonly expression: string;
  readonly inputs: readonly unknown[];
}

/** Inputs of one expression: compiling it costs more than evaluating it. */
const inputsEach = 2;

const several = (input: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> =>
  fc.array(input, { minLength: inputsEach, maxLength: inputsEach });

/** Records of one shape that are drawn together with expressions over their names. */
const shapes = 40;

/** What no provider should send, and some do. */
const strange = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, [], {}, '', 0, false, [[]], [null], '0', 'true') },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(-0, 1e308, -1e308, 1e21, 0.1 + 0.2, '\ud800', '\u{1f600}', 5e-324) },
  { weight: 2, arbitrary: arbitraryData },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([[1, [2]], 3], [{ a: 1 }, null, { a: [2] }], [[{ id: 1 }]]) },
  { weight: 1, arbitrary: fc.constant(JSON.parse('{"__proto__":{"a":1},"constructor":"x","length":3}') as unknown) },
);

/**
 * Cases of three kinds: any expression over any data, expressions weighted as the mappings are over what providers send,
 * and the mappings' own expressions, alone and as parts of others. Half of what providers send is spoilt in a place.
 */
export function arbitraryCases({ expressions, records, weights }: Material): fc.Arbitrary<FuzzGroup> {
  const own = fc.constantFrom(...expressions);
  // Copied: the records that are drawn have no prototype, what was parsed has.
  const anyInput = fc.oneof(arbitraryData, arbitraryRecord).map(input => structuredClone(input));
  const any = fc.record({ expression: arbitraryExpression, inputs: several(anyInput) });
  const step = Math.max(1, Math.floor(records.length / shapes));
  const shaped = records
    .filter((_, index) => index % step === 0)
    .map(record =>
      fc.record({ expression: expressionsOver(namesOf(record), weights), inputs: several(spoilt(record)) }),
    );
  const mapped = fc.record({
    expression: fc.oneof({ weight: 3, arbitrary: own }, { weight: 2, arbitrary: partOfMore(own) }),
    inputs: several(fc.constantFrom(...records).chain(spoilt)),
  });
  const typed = fc.record({ expression: typedExpression, inputs: fc.tuple(typedRecord, typedRecord.chain(spoilt)) });
  return fc.oneof(
    { weight: 3, arbitrary: any },
    { weight: 10, arbitrary: typed },
    { weight: 2, arbitrary: fc.oneof(...shaped) },
    { weight: 2, arbitrary: mapped },
  );
}

function partOfMore(own: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(
        '(#A)[0]',
        '[#A]',
        '{"x": #A}',
        '$string(#A)',
        '(#A) & (#B)',
        '(#A) = (#B)',
        '(#A) ?? (#B)',
        '$count(#A)',
        '(#A)[#B]',
        '[#A, #B]',
        '$append(#A, #B)',
        '(#A) in (#B)',
        '$merge([#A, #B])',
        '($x := #A; $y := #B; [$y, $x])',
      ),
      own,
      own,
    )
    .map(([frame, a, b]) => frame.replace(/#[AB]/g, part => (part === '#A' ? a : b)));
}

/** Names in a record, written as an expression needs them. */
function namesOf(record: object): readonly string[] {
  const names = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) for (const name of Object.keys(value)) names.add(name);
    for (const inner of Object.values(value)) collect(inner);
  };
  collect(record);
  return [...names, 'missing', 'constructor'].map(name =>
    /^[A-Za-z_]\w*$/.test(name) && !['and', 'or', 'in', 'true', 'false', 'null'].includes(name)
      ? name
      : `\`${name.replaceAll('`', '')}\``,
  );
}

/** A copy in which, half of the time, one to three parts are something else, a list of themselves, or gone. */
function spoilt(record: object): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(10_000), fc.constantFrom('replace', 'wrap', 'double', 'drop'), strange);
  return fc.oneof(fc.constant([]), fc.array(change, { minLength: 1, maxLength: 3 })).map(changes => {
    let copy: unknown = structuredClone(record);
    for (const [at, how, value] of changes) copy = changeAt(copy, at, how, value);
    return copy;
  });
}

function changeAt(root: unknown, at: number, how: string, value: unknown): unknown {
  const spots: { readonly holder: object; readonly key: string }[] = [];
  const collect = (holder: unknown): void => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const [key, inner] of Object.entries(holder)) {
      spots.push({ holder, key });
      collect(inner);
    }
  };
  collect(root);
  const spot = spots[at % Math.max(1, spots.length)];
  if (spot === undefined) return structuredClone(value);
  const { holder, key } = spot;
  const before: unknown = Reflect.get(holder, key);
  // A list without one of its entries is shorter; a hole is no JSON.
  if (how === 'drop' && Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (how === 'drop') Reflect.deleteProperty(holder, key);
  else {
    // Copied: the same value is drawn for many cases. Defined: `__proto__` is a key like others.
    const next = structuredClone(how === 'replace' ? value : how === 'wrap' ? [before] : [before, value]);
    Reflect.defineProperty(holder, key, { value: next, writable: true, enumerable: true, configurable: true });
  }
  return root;
}
