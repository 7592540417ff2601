import type { Node } from '../syntax/tree.ts';
import { createMatcher } from '../patterns/matcher.ts';
import { compilePattern, type Pattern } from '../patterns/policy.ts';
import type { Evaluate } from './frame.ts';

type RegexNode = Extract<Node, { kind: 'regex' }>;

const patterns = new WeakMap<RegexNode, Pattern>();

/** The pattern of a node, compiled once. */
export function patternOf(node: RegexNode): Pattern {
  const known = patterns.get(node) ?? compilePattern(node.source, node.flags, node.position);
  patterns.set(node, known);
  return known;
}

/** `/pattern/i`: a function from a string to its first match. */
export function compileRegex(node: RegexNode): Evaluate {
  const matcher = createMatcher(patternOf(node), node.position);
  return () => matcher;
}
