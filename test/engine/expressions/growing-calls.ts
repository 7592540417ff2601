import { PatchbayError } from '../../../src/errors.ts';
import { createBudget } from '../../../src/engine/expressions/budget.ts';
import { compileExpression } from '../../../src/engine/expressions/compile.ts';
import type { FunctionDefinition } from '../../../src/engine/expressions/expression.ts';

/** A call of a function with large arguments: what it made and what it paid. */
export interface PaidCall {
  readonly source: string;
  /** Characters, elements and keys of the result that are not simply those of an argument. */
  readonly made: number;
  /** Fuel and growth together. */
  readonly paid: number;
}

/** Values of a size by variable name. */
function materials(size: number): Record<string, unknown> {
  return {
    bigText: 'ab'.repeat(size / 2),
    bigPairs: '\u{1f600}'.repeat(size / 2),
    bigWords: 'a b&c=%41 '.repeat(Math.ceil(size / 10)),
    bigNumber: size,
    bigDigits: '1'.repeat(Math.min(size, 15)),
    bigPicture: '0'.repeat(Math.min(size, 1_000)),
    bigStrings: Array.from({ length: size }, (_, at) => `s${at}`),
    bigNumbers: Array.from({ length: size }, (_, at) => at),
    bigObjects: Array.from({ length: size }, (_, at) => ({ [`k${at}`]: at })),
    bigLists: Array.from({ length: size }, (_, at) => [at]),
    bigObject: Object.fromEntries(Array.from({ length: size }, (_, at) => [`k${at}`, `v${at}`])),
  };
}

/** What may stand for a parameter, by a word of its type. The first that are enough come first. */
const candidates: Readonly<Record<string, readonly string[]>> = {
  string: ['$bigText', '$bigPairs', '$bigWords', '"mrkdwn"', '$bigDigits', '$bigPicture'],
  number: ['$bigNumber', '-$bigNumber', '2'],
  boolean: ['true'],
  array: ['$bigStrings', '$bigNumbers', '$bigObjects', '$bigLists'],
  strings: ['$bigStrings'],
  numbers: ['$bigNumbers'],
  objects: ['$bigObjects'],
  object: ['$bigObject'],
  function: [
    'function($a) { $bigText }',
    'function($a, $b) { $b }',
    'function($a, $b, $c) { $c }',
    'function() { true }',
  ],
  pattern: ['/a/', '/(a|b)+?/', '"b"'],
  any: ['$bigText', '$bigStrings', '$bigObject', '$bigObjects', '$bigLists', '$bigNumbers'],
};

/** Every call of a function that its parameter types suggest, with arguments of a size. */
export function callsOf(definition: FunctionDefinition, size: number): readonly PaidCall[] {
  const perParameter = definition.parameters.map(({ type, optional }) => {
    const fitting = type.split(/\W+/).flatMap(word => candidates[word] ?? []);
    return [...(optional === true ? [undefined] : []), ...new Set(fitting)];
  });
  const combinations = perParameter.reduce<readonly (readonly (string | undefined)[])[]>(
    (all, choices) => all.flatMap(before => choices.map(choice => [...before, choice])),
    [[]],
  );
  const variables = materials(size);
  const sources = combinations.map(given => {
    const args = given.slice(0, given.includes(undefined) ? given.indexOf(undefined) : given.length);
    return `$${definition.name}(${args.join(', ')})`;
  });
  return [...new Set(sources)].flatMap(source => payFor(source, variables, definition));
}

function payFor(
  source: string,
  variables: Record<string, unknown>,
  definition: FunctionDefinition,
): readonly PaidCall[] {
  const budget = createBudget({ fuel: 1e6, growth: 1e8, sliceMs: 60_000 });
  const expression = compileExpression(source, { functions: { [definition.name]: definition } });
  try {
    const result = expression.run(undefined, variables, budget);
    const paid = budget.limits.fuel - budget.fuel + (budget.limits.growth - budget.growth);
    return [{ source, made: sizeOf(result, new Set(Object.values(variables))), paid }];
  } catch (error) {
    // Arguments that do not fit make nothing.
    if (error instanceof PatchbayError) return [];
    throw error;
  }
}

/** Characters, elements and keys of a value; what is one of the given values counts once. */
function sizeOf(value: unknown, given: ReadonlySet<unknown>): number {
  if (given.has(value)) return 1;
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce((size, [, inner]) => size + 1 + sizeOf(inner, given), 1);
}
