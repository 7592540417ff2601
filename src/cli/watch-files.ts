import { watch } from 'chokidar';
import { createSettledRunner } from '../engine/definitions/reloading/settled-runner.ts';

/** Runs as soon as it watches, and again whenever something below the paths changed and came to rest; resolves when it is stopped. */
export async function onEveryChange(paths: readonly string[], run: () => void, stop: AbortSignal): Promise<void> {
  const runner = createSettledRunner({ quietMs: 100, longestMs: 500, run: () => Promise.resolve(run()) });
  const watcher = watch([...paths], { ignoreInitial: true }).on('all', runner.notice);
  // Nobody is told of what changes before: read behind it, it is not missed.
  await new Promise<void>(resolve => watcher.once('ready', resolve));
  run();
  if (!stop.aborted) await new Promise(resolve => stop.addEventListener('abort', resolve, { once: true }));
  await watcher.close();
  await runner.close();
}
