import type { Scope } from './scope.ts';

/** The typed tree: what analysis reads and code is made from. */
export type Node = Base & Shape;

export interface Base {
  /** Offset in the source, in UTF-16 units. */
  readonly position: number;
  /** `[]` was written: one value stays a list. */
  readonly keepArray: boolean;
  /** Predicates on the value of the node. On paths they are stages of steps. */
  readonly predicates: readonly Predicate[];
  readonly group?: Group;
}

export type Shape =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'descendant' }
  | { readonly kind: 'context' }
  | VariableShape
  | PathShape
  | { readonly kind: 'negate'; readonly operand: Node }
  | { readonly kind: 'array'; readonly items: readonly Node[]; readonly isStep: boolean }
  | { readonly kind: 'object'; readonly members: Group }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'equality'; readonly operator: '=' | '!='; readonly left: Node; readonly right: Node }
  | { readonly kind: 'comparison'; readonly operator: ComparisonOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'concatenate'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'range'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'includes'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'bind'; readonly name: string; readonly scope: Scope; readonly value: Node }
  | { readonly kind: 'condition'; readonly condition: Node; readonly then: Node; readonly otherwise?: Node }
  | { readonly kind: 'default'; readonly operator: DefaultOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'block'; readonly scope: Scope; readonly expressions: readonly Node[] }
  | { readonly kind: 'regex'; readonly source: string; readonly flags: string }
  | CallShape
  | PartialShape
  | LambdaShape
  | { readonly kind: 'apply'; readonly left: Node; readonly right: Node }
  | TransformShape;

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';
export type ComparisonOperator = '<' | '<=' | '>' | '>=';
/** `??`: the left side unless it is nothing; `?:`: unless it is false. */
export type DefaultOperator = '??' | '?:';

export interface VariableShape {
  readonly kind: 'variable';
  readonly name: string;
  readonly scope: Scope;
  /** Surely bound within the expression when it is read. */
  readonly isSettled: boolean;
}

export interface PathShape {
  readonly kind: 'path';
  readonly steps: readonly Step[];
  readonly keepSingleton: boolean;
  /** The stream of tuples itself is the value: an outer path reads the names in it. */
  readonly keepTuples: boolean;
  /** Scope of the steps from the first tuple step on. */
  readonly tupleScope: Scope;
  /** The first step is a variable: the path is absolute and does not step over a list in its context. */
  readonly isAbsolute: boolean;
  /** The first step constructs a list: it is evaluated once, on all values together. */
  readonly startsWhole: boolean;
  /**
   * That first step has `@` or `#` itself. The package binds neither name, but goes on from the context after `@`, and
   * with an empty list after both.
   */
  readonly namesWhole?: '@' | '#';
  /** Number of steps before the first that makes tuples. */
  readonly plainSteps: number;
}

export interface Step {
  /** Absent on a sort step. */
  readonly node?: Node;
  readonly terms?: readonly SortTerm[];
  readonly position: number;
  readonly stages: readonly Stage[];
  /** Slots in the tuple scope. */
  readonly focus?: number;
  readonly index?: number;
  readonly ancestor?: number;
}

export interface SortTerm {
  readonly descending: boolean;
  readonly expression: Node;
}

export type Stage = ({ readonly kind: 'filter' } & Predicate) | { readonly kind: 'index'; readonly slot: number };

export interface Predicate {
  readonly expression: Node;
  /** Scope when the filtered value is a stream of tuples. */
  readonly tupleScope?: Scope;
}

export interface Group {
  readonly pairs: readonly (readonly [Node, Node])[];
  readonly position: number;
}

export interface CallShape {
  readonly kind: 'call';
  readonly procedure: Node;
  readonly arguments: readonly Node[];
  /** In tail position of a lambda: made by its caller, so that loops do not grow the stack. */
  readonly tail: boolean;
}

export interface PartialShape {
  readonly kind: 'partial';
  readonly procedure: Node;
  /** undefined = `?`. */
  readonly arguments: readonly (Node | undefined)[];
}

export interface LambdaShape {
  readonly kind: 'lambda';
  readonly parameters: readonly string[];
  readonly signature?: string;
  readonly scope: Scope;
  readonly body: Node;
  /** Height of the body's tree: what one call costs of the stack. */
  readonly height: number;
}

export interface TransformShape {
  readonly kind: 'transform';
  readonly pattern: Node;
  readonly update: Node;
  readonly deletion?: Node;
  /** Reads the variable `clone`, which a transform calls. */
  readonly clone: Node;
}

/** The name a call is known by in messages. */
export function calleeName(procedure: Node): string {
  if (procedure.kind === 'variable') return procedure.name;
  const first = procedure.kind === 'path' ? procedure.steps[0]?.node : undefined;
  return first?.kind === 'name' ? first.name : '';
}
