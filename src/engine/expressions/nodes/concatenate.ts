import { spendGrowth, type Budget } from '../budget.ts';
import { locate } from '../fault.ts';
import type { Node } from '../syntax/tree.ts';
import { toText } from '../values/text.ts';
import type { CodeOptions, Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

/** `&`: both sides as text; nothing is an empty string. */
export function compileConcatenate(node: Extract<Node, { kind: 'concatenate' }>, options: CodeOptions): Evaluate {
  const left = compileNode(node.left, options);
  const right = compileNode(node.right, options);
  const { position } = node;
  return (input, frame) => {
    const { budget } = frame.evaluation;
    const first = left(input, frame);
    const second = right(input, frame);
    try {
      return joinTexts(first, second, budget);
    } catch (error) {
      throw locate(error, position, '&');
    }
  };
}

/** Two values as one text, paid for by its length. */
export function joinTexts(first: unknown, second: unknown, budget: Budget): string {
  const text = toText(first, budget) + toText(second, budget);
  spendGrowth(budget, text.length);
  return text;
}
