import type { Reply } from './http-message.ts';

/** What goes wrong with one call. */
export type FaultEffect =
  /** This answer instead of the provider's; the call is not handled. */
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string | Buffer;
    }
  /** 429 with `Retry-After`, in the provider's own form; the call is not handled. */
  | { readonly kind: 'rate_limit'; readonly retryAfterSeconds: number }
  /** A gateway's HTML page; the call is not handled. */
  | { readonly kind: 'html'; readonly status: number }
  /** The right answer, late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Never an answer; the connection stays open. */
  | { readonly kind: 'hang' }
  /** The connection is reset before or after the call took effect. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** The right headers, but only the first bytes of the body before the connection closes. */
  | { readonly kind: 'truncate'; readonly bytes: number }
  /** The right answer, `bytes` at a time with `everyMs` between. */
  | { readonly kind: 'drip'; readonly bytes: number; readonly everyMs: number }
  /** The right answer, changed: a cursor that lies, a field of the wrong type. */
  | { readonly kind: 'rewrite'; readonly rewrite: (reply: Reply) => Reply };

/** A line of the script: the next `times` calls of `on`, after `after` calls have passed. */
export interface Fault {
  /** The operation (a provider's API method, or a path); `*` is every one. */
  readonly on: string;
  /** Default 1. */
  readonly times?: number;
  /** Calls of the operation that are left alone first. Default 0. */
  readonly after?: number;
  readonly effect: FaultEffect;
}

/** The faults still to come. */
export interface FaultScript {
  add(fault: Fault): void;
  clear(): void;
  /** Number of faults that have not struck yet. */
  pending(): number;
  /** Takes the effect for a call of this operation, if one is due; of several the first added. */
  take(operation: string): FaultEffect | undefined;
}

/** Creates an empty script. */
export function createFaultScript(): FaultScript {
  let lines: { on: string; times: number; after: number; effect: FaultEffect }[] = [];
  return {
    add: fault => lines.push({ on: fault.on, times: fault.times ?? 1, after: fault.after ?? 0, effect: fault.effect }),
    clear: () => (lines = []),
    pending: () => lines.reduce((sum, line) => sum + line.times, 0),
    take(operation) {
      for (const line of lines) {
        if (line.on !== operation && line.on !== '*') continue;
        if (line.after > 0) {
          line.after--;
          continue;
        }
        line.times--;
        lines = lines.filter(candidate => candidate.times > 0);
        return line.effect;
      }
      return undefined;
    },
  };
}
