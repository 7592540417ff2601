import type { Log } from '../engine/ports.ts';

/**
 * Resolves with the reason when this process is to end: SIGTERM, SIGINT, or the end of a parent that forked it. A second
 * signal ends it at once.
 */
export function stopSignal(log: Log): Promise<string> {
  return new Promise(resolve => {
    let isStopping = false;
    const stop = (reason: string): void => {
      if (isStopping) {
        log.warn({ reason }, 'ended at once');
        process.exit(1);
      }
      isStopping = true;
      log.info({ reason }, 'stopping');
      resolve(reason);
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    process.once('disconnect', () => {
      if (!isStopping) stop('parent ended');
    });
  });
}
