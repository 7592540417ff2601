import { PatchbayError, type ErrorCode } from '../../errors.ts';
import { faultMessage } from './fault-messages.ts';

/** What a message may quote. `value` is shown as short JSON. */
export interface FaultFacts {
  readonly value?: unknown;
  readonly value2?: unknown;
  /** 1-based number of the argument. */
  readonly index?: number;
  readonly type?: string;
  /** Replaces the message of the code, for `$error` and `$assert`. */
  readonly message?: string;
}

/**
 * An error of an evaluation on its way up: made where the rule is broken, completed with position and token by the
 * innermost node that knows them, turned into a PatchbayError at the door.
 */
export class Fault extends Error {
  readonly code: string;
  readonly facts: FaultFacts;
  position: number | undefined;
  token: string | undefined;

  constructor(code: string, facts: FaultFacts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** The same error, told where it happened unless a node further in has already said so. */
export function locate(error: unknown, position: number, token: string): unknown {
  if (error instanceof Fault) {
    error.position ??= position;
    error.token ??= token;
  }
  return error;
}

/** A fault with its place, for nodes that know it at once. */
export function faultAt(position: number, token: string, code: string, facts: FaultFacts = {}): Fault {
  const fault = new Fault(code, facts);
  fault.position = position;
  fault.token = token;
  return fault;
}

/** The error the caller sees. */
export function publicError(fault: Fault, as: ErrorCode): PatchbayError {
  const place = fault.position === undefined ? '' : ` (at character ${fault.position + 1})`;
  const message = fault.facts.message ?? faultMessage(fault.code, fault.token, fault.facts);
  return new PatchbayError(as, `${fault.code}: ${message}${place}`, {
    expressionCode: fault.code,
    ...(fault.position === undefined ? {} : { position: fault.position }),
    ...(fault.token === undefined ? {} : { token: fault.token }),
  });
}
