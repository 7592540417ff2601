import { Fault, locate } from '../fault.ts';
import { parseSignature, type Signature } from '../syntax/signature.ts';
import type { Node } from '../syntax/tree.ts';
import { createFunction } from '../values/functions.ts';
import { unbound } from '../values/tuples.ts';
import { Frame, type CodeOptions, type Evaluate } from './frame.ts';
import { compileNode } from './node.ts';

type LambdaNode = Extract<Node, { kind: 'lambda' }>;

/** Levels of a function's tree that cost one unit of depth: a call of a tall body takes more of the stack. */
const levelsPerUnit = 16;

/** `function($x){ … }`: remembers the context and the names around it. */
export function compileLambda(node: LambdaNode, options: CodeOptions): Evaluate {
  const body = compileNode(node.body, options);
  const signature = readSignature(node);
  const slots = node.parameters.map(name => node.scope.names.indexOf(name));
  const size = node.scope.names.length;
  const height = 1 + Math.floor(node.height / levelsPerUnit);
  const arity = node.parameters.length;
  return (input, outer) =>
    createFunction({
      name: 'function',
      arity,
      ...(signature === undefined ? {} : { signature }),
      height,
      invoke: args => {
        const values = new Array<unknown>(size).fill(unbound);
        for (const [at, slot] of slots.entries()) values[slot] = args[at];
        return body(input, new Frame(values, outer, outer.evaluation));
      },
    });
}

function readSignature(node: LambdaNode): Signature | undefined {
  if (node.signature === undefined) return undefined;
  try {
    return parseSignature(node.signature);
  } catch (error) {
    throw error instanceof Fault ? locate(error, node.position, node.signature) : error;
  }
}
