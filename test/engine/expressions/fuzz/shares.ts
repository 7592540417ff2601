import fc from 'fast-check';
import { visitNodes } from '../../../../src/engine/expressions/analysis/visit.ts';
import { compileExpression } from '../../../../src/engine/expressions/compile.ts';
import { partsOf } from '../../../../src/engine/expressions/parts.ts';
import type { Node } from '../../../../src/engine/expressions/syntax/tree.ts';
import { arbitraryCases } from './arbitrary-case.ts';
import { readMaterial } from './material.ts';
import { ourEngine } from './outcome.ts';

/** What the drawn cases consist of. */
export interface Shares {
  readonly cases: number;
  /** Cases by how they end. A value that is the same without an input tells little. */
  readonly ends: Readonly<Record<'refused' | 'error' | 'nothing' | 'any input' | 'of the input', number>>;
  /** Cases that end in a value of the input, by what they hold: kinds of nodes, operators, functions. */
  readonly parts: ReadonlyMap<string, number>;
}

/** Draws as many cases as `fuzz` does with the same seed, and counts what they are. */
export function countShares(cases: number, seed: number): Shares {
  const drawn = arbitraryCases(readMaterial());
  const ends = { refused: 0, error: 0, nothing: 0, 'any input': 0, 'of the input': 0 };
  const parts = new Map<string, number>();
  let done = 0;
  for (let turn = 0; done < cases; turn += 1) {
    for (const { expression, inputs } of fc.sample(drawn, { numRuns: 100, seed: (seed + turn) | 0 })) {
      const evaluate = ourEngine(expression, { backend: 'closures', nulls: 'present' });
      const root = rootOf(expression);
      const without = evaluate(undefined);
      for (const input of inputs) {
        const end = evaluate(input);
        done += 1;
        if (root === undefined) ends.refused += 1;
        else if (end.kind === 'error') ends.error += 1;
        else if (end.text === 'nothing') ends.nothing += 1;
        else if (end.text === without.text) ends['any input'] += 1;
        else {
          ends['of the input'] += 1;
          for (const part of partsIn(root)) parts.set(part, (parts.get(part) ?? 0) + 1);
        }
      }
    }
  }
  return { cases: done, ends, parts };
}

function rootOf(expression: string): Node | undefined {
  try {
    return partsOf(compileExpression(expression, { nulls: 'present' }))?.tree.root;
  } catch {
    return undefined;
  }
}

function partsIn(root: Node): ReadonlySet<string> {
  const parts = new Set<string>();
  visitNodes(root, node => {
    parts.add(node.kind);
    if ('operator' in node) parts.add(node.operator);
    if (node.kind === 'variable' && node.name.length > 2) parts.add(`$${node.name}`);
    if (node.group !== undefined) parts.add('group');
    if (node.predicates.length > 0) parts.add('predicate');
    if (node.kind !== 'path') return;
    for (const step of node.steps) {
      if (step.terms !== undefined) parts.add(step.terms.length > 1 ? 'sort by several' : 'sort');
      if (step.stages.length > 0) parts.add('filter');
      if (step.focus !== undefined) parts.add('@');
      if (step.index !== undefined) parts.add('#');
      if (step.ancestor !== undefined) parts.add('%');
    }
  });
  return parts;
}
