import type { Log } from '../engine/ports.ts';

/** What of `process` is needed. */
export interface RejectionSource {
  on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown;
}

/**
 * Lets a failure that nobody waited for end nothing but itself: it is a mistake of ours in one call, and every other call
 * and customer would end with the process. The log tells of it.
 */
export function outliveForgottenFailures(source: RejectionSource, log: Log): void {
  source.on('unhandledRejection', reason => {
    log.error({ error: reason }, 'a failure that nobody waited for; please report it');
  });
}
