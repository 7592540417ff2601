import type { Node } from '../syntax/tree.ts';
import { createMatcher } from '../patterns/matcher.ts';
import { compilePattern } from '../patterns/policy.ts';
import type { Evaluate } from './frame.ts';

/** `/pattern/i`: a function from a string to its first match. */
export function compileRegex(node: Extract<Node, { kind: 'regex' }>): Evaluate {
  const pattern = compilePattern(node.source, node.flags, node.position);
  const matcher = createMatcher(pattern, node.position);
  return () => matcher;
}
