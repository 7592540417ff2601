import { watch } from 'chokidar';
import { createSettledRunner } from '../engine/definitions/reloading/settled-runner.ts';

/** Runs now, and again whenever something below the paths changed and came to rest; resolves when it is stopped. */
export async function onEveryChange(paths: readonly string[], run: () => void, stop: AbortSignal): Promise<void> {
  run();
  const runner = createSettledRunner({ quietMs: 100, longestMs: 500, run: () => Promise.resolve(run()) });
  const watcher = watch([...paths], { ignoreInitial: true }).on('all', runner.notice);
  if (!stop.aborted) await new Promise(resolve => stop.addEventListener('abort', resolve, { once: true }));
  await watcher.close();
  await runner.close();
}
