import type { Shape } from '../syntax/tree.ts';
import { resolve, type SlotReference } from '../syntax/scope.ts';
import { isInheritedKey } from '../values/keys.ts';
import { unbound } from '../values/tuples.ts';
import type { Variables } from '../expression.ts';
import type { CodeOptions, Evaluate, Frame } from './frame.ts';
import { compileNode } from './node.ts';

type VariableNode = Extract<Shape, { kind: 'variable' }>;
type BindNode = Extract<Shape, { kind: 'bind' }>;

/** `$name`: bound in the expression, given from outside, or a function. */
export function compileVariable(node: VariableNode, options: CodeOptions): Evaluate {
  const { slots, free } = resolve(node.scope, node.name);
  const outside = free ? compileFree(node.name, options) : (): undefined => undefined;
  const [first, ...rest] = slots;
  if (first === undefined) return outside;
  if (rest.length === 0 && !free) return (_, frame) => readSlot(frame, first);
  return (input, frame) => {
    for (const slot of slots) {
      const value = readSlot(frame, slot);
      if (value !== unbound) return value;
    }
    return outside(input, frame);
  };
}

function readSlot(frame: Frame, reference: SlotReference): unknown {
  return ancestor(frame, reference.hops).slots[reference.slot];
}

function ancestor(frame: Frame, hops: number): Frame {
  let at = frame;
  for (let left = hops; left > 0 && at.parent !== undefined; left -= 1) at = at.parent;
  return at;
}

function compileFree(name: string, options: CodeOptions): Evaluate {
  if (name === '$') return (_, frame) => frame.evaluation.root;
  const callable = options.functionNamed(name);
  if (callable !== undefined && options.given?.has(name) === false) return () => callable;
  return (_, frame) => readVariable(frame.evaluation.variables, name) ?? callable;
}

/** A variable given from outside; never anything every object inherits. */
export function readVariable(variables: Variables, name: string): unknown {
  return isInheritedKey(name) && !Object.hasOwn(variables, name) ? undefined : variables[name];
}

/** `$name := value`. */
export function compileBind(node: BindNode, options: CodeOptions): Evaluate {
  const value = compileNode(node.value, options);
  const target = resolve(node.scope, node.name).slots[0] ?? { hops: 0, slot: 0 };
  return (input, frame) => {
    const result = value(input, frame);
    ancestor(frame, target.hops).slots[target.slot] = result;
    return result;
  };
}
