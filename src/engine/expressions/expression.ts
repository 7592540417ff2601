import type { Budget } from './budget.ts';

/** Values an expression reads by `$name`. A property may be a getter: it is read only when the expression needs it. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * The part of a value that is read. `whole` means all of it may be read (the value itself is used, or read in a way that
 * cannot be followed); otherwise only the named keys are.
 */
export interface PathTree {
  readonly whole: boolean;
  readonly keys: ReadonlyMap<string, PathTree>;
}

/** What an expression reads: paths of its input and, by name, paths of each variable. */
export interface Demand {
  readonly input: PathTree;
  readonly variables: ReadonlyMap<string, PathTree>;
}

/** Where the text of an expression is written. It is asked only when the expression failed. */
export interface ExpressionOrigin {
  /**
   * The place of a token as people read it: `acme/unified/instant-messaging/messages.yaml:12:9`.
   *
   * @param position offset in the text, in UTF-16 units; undefined: of the text as a whole
   */
  placeOf(position: number | undefined, token: string | undefined): string;
}

/** Something in an expression that parses but is surely not meant; the loader turns it into a lint where it matters. */
export interface Finding {
  readonly kind:
    /** `$not(a.b)` or `$boolean(a.b)` of a bare path: nothing when the path is missing. Write `$is(...)`. */
    | 'boolean_of_path'
    /** `x > 0`, `a != b` between two paths and the like, `!=` only: false when a side is missing. */
    | 'inequality_of_paths'
    /** `&` with an operand that reads `$query`, `$body` or `$id`. */
    | 'caller_concatenation'
    /** `[0]`-less path that may yield one value or a list (used as a whole result). */
    | 'collapsing_path';
  readonly position: number;
  readonly token: string;
}

/** A checked expression. Parsed and analysed when made; its code is generated at the first `run`. */
export interface Expression {
  readonly source: string;
  /** Content hash over source and options that change its meaning. */
  readonly hash: string;
  readonly demand: Demand;
  readonly findings: readonly Finding[];
  /** The name when the whole expression is one bare name (`markdown`), for the loader's "did you mean a literal" check. */
  readonly bareName?: string;
  /** The value when the whole expression is a literal (`"x"`, `12`, `true`, `null`). */
  readonly constant?: { readonly value: unknown };
  /**
   * Evaluates synchronously. The input and the variables are never written to.
   *
   * @returns a JSON value or undefined ("nothing"). Arrays are ordinary arrays, objects ordinary objects.
   * @throws PatchbayError EXPRESSION_FAILED or EXPRESSION_BUDGET (facts: expressionCode, position, token, hint, and the
   *   place where it has an origin)
   */
  run(input: unknown, variables: Variables, budget: Budget): unknown;
}

/** An executed example: the function reference and a test are made from it. */
export interface FunctionExample {
  readonly expression: string;
  readonly input?: unknown;
  readonly result?: unknown;
  /** Expected expression error code instead of a result. */
  readonly error?: string;
}

/** A function of the expression language beyond the operators. */
export interface FunctionDefinition {
  /** Without the `$`. */
  readonly name: string;
  readonly summary: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: string;
    readonly description: string;
    readonly optional?: boolean;
  }[];
  readonly examples: readonly FunctionExample[];
  /**
   * The JSONata signature (`<s-n?:s>`), checked before the call; absent: arguments come as they are. An absent argument
   * is undefined.
   */
  readonly signature?: string;
  /** Number of arguments a callback use takes (`$map(list, $name)`); default: the number of `parameters`. */
  readonly arity?: number;
  /**
   * The function for a first argument that is written as this text, over the other arguments: generated code asks for it
   * once, so that what the text stands for is not looked up at every call. Undefined: it is called as any other.
   *
   * @param members keys of the second argument where that is written as an object; their values are then given one by one
   */
  readonly known?: (first: string, members?: readonly string[]) => KnownCall | undefined;
  /** Reads `context.input` or `context.variables`: the demand of an expression that calls it is everything. */
  readonly readsContext?: boolean;
  /** Fuel for one call with these arguments, beyond the flat cost of a call; what can grow output must say so. */
  readonly cost?: (args: readonly unknown[]) => number;
  /**
   * The function over its arguments one by one, for one that needs no more than that: generated code calls it without
   * making a list of them.
   */
  readonly direct?: (budget: Budget, first: unknown, second: unknown, third: unknown) => unknown;
  /** `context.budget` pays for growth as it happens; `context.input` is the context value of the call. */
  readonly implementation: (args: readonly unknown[], context: FunctionContext) => unknown;
}

/** A function whose first argument is known. It is pure, cannot fail, and costs no more than a call does. */
export interface KnownCall {
  readonly call: (...values: readonly unknown[]) => string | undefined;
}

export interface FunctionContext {
  /** Read it before calling anything: it is that of the call under way. */
  readonly input: unknown;
  readonly variables: Variables;
  readonly budget: Budget;
  /** Milliseconds since 1970; the same throughout one evaluation. */
  nowMs(): number;
  /** Calls a function value that came as an argument. */
  call(callee: unknown, args: readonly unknown[]): unknown;
}

export interface CompileOptions {
  /** Names that may be read as `$name` without being bound inside the expression. Absent: any. */
  readonly variables?: ReadonlySet<string>;
  /** Functions beside the standard library, by name. */
  readonly functions?: Readonly<Record<string, FunctionDefinition>>;
  /** `absent` (default): a path step that reads null yields nothing. `present`: JSONata's own rule, null is a value. */
  readonly nulls?: 'absent' | 'present';
  /** `none`: the expression has no input and a free path is an error. Default `record`. */
  readonly input?: 'record' | 'none';
  /**
   * What runs: `closures`; `source`, code generated at once; `auto` (default), closures until it has run often enough for
   * generated code to pay. The result is the same.
   */
  readonly backend?: 'auto' | 'closures' | 'source';
  /** What its errors name as their place; without it they count characters. */
  readonly origin?: ExpressionOrigin;
}
