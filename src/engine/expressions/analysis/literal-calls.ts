import type { Expression } from '../expression.ts';
import { partsOf } from '../parts.ts';
import type { Group, Node } from '../syntax/tree.ts';
import { visitNodes } from './visit.ts';

/** A call of a function by its name, as far as its arguments are written out. */
export interface LiteralCall {
  /** Without the `$`. */
  readonly name: string;
  /** Offset in the source. */
  readonly position: number;
  /** The first argument, when it is a text written out. */
  readonly text?: string;
  /** The keys of the second argument, when it is an object whose keys are all written out. */
  readonly keys?: readonly string[];
}

/** Calls of some functions in an expression, in the order they are written. */
export function literalCalls(expression: Expression, names: ReadonlySet<string>): readonly LiteralCall[] {
  const root = rootOf(expression);
  if (root === undefined) return [];
  const calls: LiteralCall[] = [];
  visitNodes(root, node => {
    const call = node.kind === 'call' ? readCall(node, names) : undefined;
    if (call !== undefined) calls.push(call);
  });
  return calls.sort((a, b) => a.position - b.position);
}

/** The keys of an expression that as a whole is an object whose keys are all written out. */
export function literalKeysOf(expression: Expression): readonly string[] | undefined {
  return literalKeys(rootOf(expression));
}

const rootOf = (expression: Expression): Node | undefined => partsOf(expression)?.tree.root;

function readCall(node: Extract<Node, { kind: 'call' }>, names: ReadonlySet<string>): LiteralCall | undefined {
  const { procedure } = node;
  if (procedure.kind !== 'variable' || !names.has(procedure.name)) return undefined;
  const [first, second] = node.arguments;
  const text = literalText(first);
  const keys = literalKeys(second);
  return {
    name: procedure.name,
    position: procedure.position,
    ...(text === undefined ? {} : { text }),
    ...(keys === undefined ? {} : { keys }),
  };
}

function literalText(node: Node | undefined): string | undefined {
  return node?.kind === 'literal' && typeof node.value === 'string' ? node.value : undefined;
}

function literalKeys(node: Node | undefined): readonly string[] | undefined {
  return node?.kind === 'object' ? keysOf(node.members) : undefined;
}

function keysOf({ pairs }: Group): readonly string[] | undefined {
  const keys: string[] = [];
  for (const [key] of pairs) {
    const text = literalText(key);
    if (text === undefined) return undefined;
    keys.push(text);
  }
  return keys;
}
