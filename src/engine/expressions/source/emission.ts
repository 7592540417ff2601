import type { FunctionDefinition } from '../expression.ts';
import { compileFilter } from '../nodes/filter.ts';
import type { CodeOptions, Evaluate } from '../nodes/frame.ts';
import { compileNode } from '../nodes/node.ts';
import { compileRest, type PathNode } from '../nodes/path.ts';
import type { Scope } from '../syntax/scope.ts';
import type { Node, Predicate } from '../syntax/tree.ts';
import type { LocalScopes } from './local-scopes.ts';
import type { Operand } from './operand.ts';
import type { Output } from './output.ts';
import type { Structures } from './structures.ts';

/** Everything that emitting one expression needs. */
export interface Emission {
  readonly out: Output;
  readonly options: CodeOptions;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** What is the same as what. */
  readonly structures: Structures;
  /** Names of functions that are called directly: no variable from outside may have one of them. */
  readonly called: Set<string>;
  /** Scopes whose names are variables of the generated code, and what closures do with them. */
  readonly local: LocalScopes;
}

/** Where a node is evaluated. Its context is never a list or null: those are left to the closures. */
export interface Site {
  readonly context: Operand;
  /** The context is an object. */
  readonly isPlain: boolean;
  /** The context is nothing: names yield nothing. */
  readonly isMissing?: boolean;
  /** Code for the frame. */
  readonly frame: string;
  /** Names of the variables that hold what block scopes bind, by scope and slot. */
  readonly slots: ReadonlyMap<Scope, readonly string[]>;
}

/** Another context at the same place. */
export function inContext({ frame, slots }: Site, context: Operand, isPlain: boolean): Site {
  return { context, isPlain, frame, slots };
}

/** The name of a closure that evaluates a node, made when it is first needed. */
export function closureOf(node: Node, { out, options }: Emission): string {
  return out.newConstant(lazily(() => compileNode(node, options)));
}

/** The name of a closure that goes on with a path from a step. */
export function restOf(node: PathNode, from: number, { out, options }: Emission): string {
  return out.newConstant(lazily(() => compileRest(node, from, options)));
}

/** The name of a function that filters a value as a closure does. */
export function filterOf(predicate: Predicate, { out, options }: Emission): string {
  return out.newConstant(lazily(() => compileFilter(predicate, options)));
}

/** The name of a closure that evaluates a step of a path with its filters on one value. */
export function stepOf(node: Node, filters: readonly Predicate[], { out, options }: Emission): string {
  return out.newConstant(
    lazily(() => {
      const evaluate = compileNode(node, options);
      const all = filters.map(filter => compileFilter(filter, options));
      return (input, frame) => all.reduce((value, filter) => filter(value, frame), evaluate(input, frame));
    }),
  );
}

function lazily(make: () => Evaluate): Evaluate {
  let made: Evaluate | undefined;
  return (input, frame) => (made ??= make())(input, frame);
}
