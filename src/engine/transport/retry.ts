import type { RetryDefinition } from '../definitions/definition.ts';
import type { Scope } from '../mapping/tree.ts';
import type { ReadReply } from './classify.ts';

/** Waits between tries when the provider names none: 0.2 s doubling to 5 s, each drawn evenly below that (full jitter). */
const firstDelayMs = 200;
const longestDelayMs = 5_000;

/** Longest wait the provider may ask for that is waited out within a call. */
const longestInlineWaitMs = 60_000;

/**
 * Seconds the provider asks to wait.
 *
 * @returns undefined when the definition names no place for it or the provider sent nothing usable there
 */
export function retryAfterSeconds(
  retry: RetryDefinition,
  reply: ReadReply,
  scope: Scope,
  nowMs: number,
): number | undefined {
  const asked = retry.after?.run(reply.body, scope.variables, scope.budget) ?? reply.headers['retry-after'];
  if (typeof asked === 'number') return asked >= 0 ? Math.ceil(asked) : undefined;
  if (typeof asked !== 'string') return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(asked.trim())) return Math.ceil(Number(asked));
  // Only the HTTP date forms begin with a weekday; `Date.parse` alone would take "-5" for a year.
  const at = /^[A-Z][a-z]{2,8},? /.test(asked) ? Date.parse(asked) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMs) / 1000));
}

/**
 * Milliseconds to wait before the next try.
 *
 * @param attempt number of tries made so far, at least 1
 * @param random 0 to below 1
 * @returns undefined when the wait does not fit before the caller's deadline: the error goes to the caller at once
 */
export function delayBeforeRetry(
  attempt: number,
  askedSeconds: number | undefined,
  remainingMs: number,
  random: number,
): number | undefined {
  const jittered = random * Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
  const delayMs = askedSeconds === undefined ? jittered : askedSeconds * 1000;
  return delayMs <= longestInlineWaitMs && delayMs < remainingMs ? delayMs : undefined;
}
