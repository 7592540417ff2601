import type { FunctionContext } from '../expression.ts';
import type { Pattern } from '../patterns/policy.ts';
import type { Signature } from '../syntax/signature.ts';

/** What runs when a function value is called. Arguments are those of the call, checked against the signature before. */
export type Invoke = (args: readonly unknown[], context: FunctionContext) => unknown;

export interface FunctionBody {
  /** How a message calls it. */
  readonly name: string;
  /** Number of parameters a callback takes: `$map` and its like give no more. */
  readonly arity: number;
  readonly signature?: Signature;
  /** Units of depth one call takes. */
  readonly height: number;
  readonly cost?: (args: readonly unknown[]) => number;
  /** The regular expression this function is. */
  readonly pattern?: Pattern;
  readonly invoke: Invoke;
}

/**
 * A function as a value. It has no property anyone could reach, so that paths, wildcards, `$keys` and comparisons see
 * nothing in it; only this file opens it.
 */
class FunctionValue {
  readonly #body: FunctionBody;

  constructor(body: FunctionBody) {
    this.#body = body;
  }

  static open(value: unknown): FunctionBody | undefined {
    return typeof value === 'object' && value !== null && #body in value ? value.#body : undefined;
  }
}

export type { FunctionValue };

export const createFunction = (body: FunctionBody): FunctionValue => new FunctionValue(body);

export const isFunction = (value: unknown): value is FunctionValue => value instanceof FunctionValue;

/** The inside of a function value, or undefined for anything else. */
export const openFunction = (value: unknown): FunctionBody | undefined => FunctionValue.open(value);

/** A call in tail position, handed to the caller of the lambda instead of being made: loops do not grow the stack. */
export class TailCall {
  readonly callee: unknown;
  readonly args: readonly unknown[];
  readonly input: unknown;
  readonly position: number;
  readonly token: string;

  constructor(callee: unknown, args: readonly unknown[], input: unknown, position: number, token: string) {
    this.callee = callee;
    this.args = args;
    this.input = input;
    this.position = position;
    this.token = token;
  }
}
