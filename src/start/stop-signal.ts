import type { Log } from '../engine/ports.ts';

/** Ctrl-C reaches a process both from the terminal and through `npm`: within this time that is one wish, not two. */
const repetitionMs = 500;

/**
 * Resolves with the reason when this process is to end: SIGTERM, SIGINT, or the end of a parent that forked it. A second
 * signal ends it at once.
 */
export function stopSignal(log: Log): Promise<string> {
  return new Promise(resolve => {
    let firstMs: number | undefined;
    const stop = (reason: string): void => {
      if (firstMs === undefined) {
        firstMs = performance.now();
        log.info({ reason }, 'stopping');
        resolve(reason);
      } else if (performance.now() - firstMs > repetitionMs) {
        log.warn({ reason }, 'ended at once');
        process.exit(1);
      }
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    process.once('disconnect', () => {
      if (firstMs === undefined) stop('parent ended');
    });
  });
}
