import type { Expression } from '../expression.ts';
import { partsOf } from '../parts.ts';
import type { Node } from '../syntax/tree.ts';
import { visitNodes } from './visit.ts';

/** A token of an expression and the position that the parser gives for it. */
interface TokenPlace {
  readonly position: number;
  readonly token: string;
}

/**
 * Where an expression reads a path of a variable: the variable, or where the path is read by detours a step called like
 * its last key.
 *
 * @param path the variable's name without its `$`, and the keys
 */
export function placeOfPath(expression: Expression, path: readonly string[]): TokenPlace | undefined {
  const root = partsOf(expression)?.tree.root;
  if (root === undefined) return undefined;
  let written: TokenPlace | undefined;
  let byName: TokenPlace | undefined;
  visitNodes(root, node => {
    written ??= startOfPath(node, path);
    if (node.kind === 'name' && node.name === path[path.length - 1]) {
      byName ??= { position: node.position, token: node.name };
    }
  });
  return written ?? byName;
}

function startOfPath(node: Node, path: readonly string[]): TokenPlace | undefined {
  if (node.kind !== 'path') return undefined;
  const steps = node.steps.map(step => step.node);
  const isSame = path.every((key, at) => {
    const step = steps[at];
    return at === 0 ? step?.kind === 'variable' && step.name === key : step?.kind === 'name' && step.name === key;
  });
  const position = steps[0]?.position;
  return isSame && position !== undefined ? { position, token: `$${path[0] ?? ''}` } : undefined;
}
