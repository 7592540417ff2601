import { PatchbayError } from '../../errors.ts';
import type { SlotOutcome } from '../ports.ts';
import type { Fault } from './classify.ts';
import type { Health } from './guard/breaker.ts';

/** What a try means for those after it. */
export interface Verdict {
  readonly slot: SlotOutcome;
  readonly health: Health;
}

/** A try that was answered: with what was wanted, or with a fault. */
export type Answered =
  | { readonly status: number }
  | { readonly failure: Fault; readonly error: PatchbayError; readonly waitSeconds: number | undefined };

/** How tries are judged: by what they give, or by what they throw. */
export interface Judge {
  given(tried: Answered): Verdict;
  thrown(error: unknown): Verdict;
}

/** How long a try could wait, and whether its caller still does. */
export interface Patience {
  /** From the start of the try. */
  readonly timeoutMs: number;
  /** What the endpoint itself declares, where it does. */
  readonly declaredMs: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A host that was given less time than this to begin its answer has not been proved slow. */
const patienceMs = 10_000;

/** Judges one try. */
export function createJudge(patience: Patience): Judge {
  const ofError = (error: unknown, closedForMs = 0): Verdict => {
    const isUnsent = error instanceof PatchbayError && error.facts.sent === false;
    return { slot: isUnsent ? { sent: false } : { sent: true, closedForMs }, health: healthOf(error, patience) };
  };
  return {
    thrown: error => ofError(error),
    given(tried) {
      if ('failure' in tried) {
        const { failure, error, waitSeconds = 0 } = tried;
        return ofError(error, failure.kind === 'rate_limited' ? waitSeconds * 1000 : 0);
      }
      // Those who call paths of their own get the provider's errors as they are.
      return { slot: { sent: true }, health: tried.status >= 500 ? 'failed' : 'well' };
    },
  };
}

/** What an error says of the host: a refusal of any kind is an answer, and so is everything with a status of 4xx. */
function healthOf(error: unknown, patience: Patience): Health {
  if (!(error instanceof PatchbayError)) return 'unknown';
  const { cause } = error.facts;
  const first = error.code === 'PROVIDER_OUTCOME_UNKNOWN' && cause instanceof PatchbayError ? cause : error;
  const { provider, sent } = first.facts;
  switch (first.code) {
    case 'PROVIDER_UNAVAILABLE':
      return sent === false ? 'unreachable' : 'failed';
    case 'PROVIDER_TIMEOUT':
      if (provider?.status !== undefined) return provider.status >= 400 && provider.status < 500 ? 'well' : 'failed';
      return wasPatient(patience) ? 'failed' : 'unknown';
    default:
      return first.code.startsWith('PROVIDER_') ? 'well' : 'unknown';
  }
}

/** A caller who goes away, or leaves a provider no time, says nothing of the provider. */
function wasPatient({ timeoutMs, declaredMs = patienceMs, signal }: Patience): boolean {
  return signal?.aborted !== true && timeoutMs >= Math.min(declaredMs, patienceMs);
}
