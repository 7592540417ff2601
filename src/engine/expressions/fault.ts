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
  /** The ceiling of a budget that was met. */
  readonly ceiling?: string;
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

/** What is known of a fault beside itself. */
export interface Circumstances {
  readonly place?: string | undefined;
  readonly hint?: string | undefined;
}

/** The error the caller sees; one of a budget is EXPRESSION_BUDGET whatever the code asked for. */
export function publicError(fault: Fault, as: ErrorCode, { place, hint }: Circumstances = {}): PatchbayError {
  const { ceiling } = fault.facts;
  const message = fault.facts.message ?? faultMessage(fault.code, fault.token, fault.facts);
  const spot = place ?? (fault.position === undefined ? undefined : `character ${fault.position + 1}`);
  const said =
    ceiling === undefined
      ? `${fault.code}: ${message}${spot === undefined ? '' : ` (at ${spot})`}`
      : `${message}${spot === undefined ? '' : ` at ${spot}`}.`;
  return new PatchbayError(ceiling === undefined ? as : 'EXPRESSION_BUDGET', said, {
    ...(ceiling === undefined ? { expressionCode: fault.code } : { ceiling }),
    ...(fault.position === undefined ? {} : { position: fault.position }),
    ...(fault.token === undefined ? {} : { token: fault.token }),
    ...(place === undefined ? {} : { place }),
    ...(hint === undefined ? {} : { hint }),
  });
}
