import type { Answer } from './interpreter.ts';
import type { Outcome } from './outcome.ts';

/**
 * Whether ours and the interpreter ended alike: the same value down to the order of keys, or the same error at the same
 * place. An error of syntax is told by ours where its token begins, by the package in several ways: its code counts.
 */
export function isAlike(ours: Outcome, theirs: Answer): boolean {
  if (ours.kind === 'value') return theirs.kind === 'value' && theirs.text === ours.text;
  if (theirs.kind !== 'error' || theirs.code !== ours.code) return false;
  return /^S0/.test(ours.code) || (theirs.position === ours.position && (theirs.token ?? '') === (ours.token ?? ''));
}
