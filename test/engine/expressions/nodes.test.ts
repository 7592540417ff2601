import { describe, expect, it } from 'vitest';
import { visitNodes } from '../../../src/engine/expressions/analysis/visit.ts';
import { compileExpression } from '../../../src/engine/expressions/compile.ts';
import { standardFunctions } from '../../../src/engine/expressions/functions/registry.ts';
import { partsOf } from '../../../src/engine/expressions/parts.ts';
import { mappingFunctions } from '../../../src/engine/mapping/functions.ts';
import { evaluate, failureCode, type Around } from './evaluate.ts';
import { nodeTable, type NodeCase } from './node-table.ts';

const backends = ['closures', 'source'] as const;

const nodeCases = backends.flatMap(backend =>
  Object.entries(nodeTable).flatMap(([kind, cases]) => cases.map(one => ({ backend, kind, one, source: one.source }))),
);

const functionCases = backends.flatMap(backend =>
  [...standardFunctions.values()].flatMap(({ name, examples }) =>
    examples.map(({ expression, ...rest }) => ({ backend, name, one: { source: expression, ...rest } })),
  ),
);

const rooms = {
  key: {
    parts: [
      { name: 'team', optional: false },
      { name: 'room', optional: false },
    ],
  },
  values: { kind: { pub: 'open', public: 'open' } },
};

/** Of the functions that only mappings have. */
const mappingCases: Readonly<Record<keyof ReturnType<typeof mappingFunctions>, readonly NodeCase[]>> = {
  key: [
    { source: '$key("rooms", { "team": "T", "room": id })', input: { id: 'R' }, result: 'T~R' },
    { source: '$key("rooms", { "room": "R" })', input: {} },
    { source: '$key("houses", {})', input: {}, error: 'D4006' },
  ],
  unkey: [{ source: '$unkey("rooms", "T~R").room', result: 'R' }],
  value: [
    { source: '[$value("kind", "pub"), $value("kind", "secret")]', result: ['open'] },
    { source: '$value("colour", "red")', error: 'D4007' },
  ],
  native: [{ source: '$native("kind", "open")', result: ['pub', 'public'] }],
};

const boundCases = backends.flatMap(backend =>
  Object.entries(mappingCases).flatMap(([name, cases]) =>
    cases.map(one => ({ backend, name, one, source: one.source })),
  ),
);

const functions = mappingFunctions({
  resource: 'rooms',
  resolve: name => (name === 'rooms' ? rooms : undefined),
});

const variables = { nothing: undefined };

/** What a case gives, in the form in which it says it. */
function outcomeOf({ source, input, error }: NodeCase, around: Around): Pick<NodeCase, 'result' | 'error'> {
  return error === undefined
    ? { result: evaluate(source, input, around) }
    : { error: failureCode(source, input, around) };
}

const expected = ({ result, error }: NodeCase): Pick<NodeCase, 'result' | 'error'> =>
  error === undefined ? { result } : { error };

describe('a kind of node', () => {
  it.each(nodeCases)('$kind gives what the table says on $backend: $source', ({ backend, one }) => {
    expect(outcomeOf(one, { options: { backend } })).toStrictEqual(expected(one));
  });

  it.each(Object.entries(nodeTable))('%s is in each of its cases, or is what is wrong with them', (kind, cases) => {
    const without = cases.filter(one => !/^EXPR|^S/.test(one.error ?? '') && !kindsIn(one.source).has(kind));
    expect({ cases: cases.length > 0, without }).toEqual({ cases: true, without: [] });
  });
});

describe('a function of the language', () => {
  it.each(functionCases)('$name gives what its example says on $backend: $one.source', ({ backend, one }) => {
    expect(outcomeOf(one, { options: { backend }, variables })).toStrictEqual(expected(one));
  });

  it('calls itself in an example', () => {
    const unproved = [...standardFunctions.values()].filter(
      ({ name, examples }) => !examples.some(({ expression }) => expression.includes(`$${name}`)),
    );
    expect(unproved.map(({ name }) => name)).toEqual([]);
  });
});

describe('a function of mappings', () => {
  it.each(boundCases)('$name gives what the table says on $backend: $source', ({ backend, one }) => {
    expect(outcomeOf(one, { options: { backend, functions } })).toStrictEqual(expected(one));
  });

  it('has a case', () => {
    expect(Object.keys(mappingCases).sort()).toEqual(Object.keys(functions).sort());
  });
});

function kindsIn(source: string): ReadonlySet<string> {
  const kinds = new Set<string>();
  const root = partsOf(compileExpression(source))?.tree.root;
  if (root !== undefined) visitNodes(root, node => kinds.add(node.kind));
  return kinds;
}
