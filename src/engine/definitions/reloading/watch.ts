import type { Log } from '../../ports.ts';
import type { Catalogue } from '../catalogue.ts';
import type { DefinitionFolders } from '../reading/folders.ts';
import { compareCatalogues, logChanges } from './changes.ts';
import { openFolderWatcher } from './folder-watcher.ts';
import type { Reloader } from './reloader.ts';
import { createSettledRunner } from './settled-runner.ts';

/** What to watch and whom to tell. */
export interface WatchOptions {
  readonly folders: DefinitionFolders;
  readonly reloader: Reloader;
  /** What is served now. */
  readonly current: () => Catalogue;
  /** Called with what to serve from now on, only when something is different. */
  readonly onChange: (catalogue: Catalogue) => void;
  readonly log: Log;
  /**
   * `native`: the system tells of changes; where it cannot (too few watches), the folders are looked through instead.
   * `polling`: they always are, for file systems that tell nothing. Default `native`.
   */
  readonly method?: 'native' | 'polling';
  readonly times?: Partial<WatchTimes>;
}

export interface WatchTimes {
  /** Default 150: files are read once nothing changed for so long. */
  readonly quietMs: number;
  /** Default 600: and at the latest so long after the first change. */
  readonly longestMs: number;
  /** Default 500: how often the folders are looked through when polling. */
  readonly pollMs: number;
  /** Default 30,000: how often everything is read again without a sign of change, as signs get lost. */
  readonly recheckMs: number;
}

/** A watch that goes on until it is closed. */
export interface DefinitionWatch {
  /** Resolves when every later change is noticed. */
  readonly ready: Promise<void>;
  /** Ends it; nothing is called afterwards. */
  close(): Promise<void>;
}

const defaultTimes: WatchTimes = { quietMs: 150, longestMs: 600, pollMs: 500, recheckMs: 30_000 };

/**
 * Keeps what is served in step with the folders: a change is read once it has settled, what is right is served, what is
 * broken is told in the log with file and line while its last good version serves on.
 */
export function watchDefinitions(options: WatchOptions): DefinitionWatch {
  const { folders, log, method = 'native' } = options;
  const { quietMs, longestMs, pollMs, recheckMs } = { ...defaultTimes, ...options.times };
  const closed = new AbortController();
  const runner = createSettledRunner({ quietMs, longestMs, run: () => reload(options, closed.signal) });
  const roots = [...folders.integrations, ...folders.models];
  const watcher = openFolderWatcher({ roots, method, pollMs, notice: runner.notice, log });
  const recheck = setInterval(runner.notice, recheckMs).unref();
  return {
    ready: watcher.ready,
    close: async () => {
      closed.abort();
      clearInterval(recheck);
      await watcher.close();
      await runner.close();
    },
  };
}

async function reload({ reloader, current, onChange, log }: WatchOptions, closed: AbortSignal): Promise<void> {
  try {
    const served = current();
    const startedMs = performance.now();
    const next = await reloader.reload(served);
    log.debug({ tookMs: Math.round(performance.now() - startedMs) }, 'definitions read');
    const changes = closed.aborted ? undefined : compareCatalogues(served, next);
    if (changes === undefined) return;
    onChange(next);
    logChanges(changes, log);
  } catch (error) {
    // Nobody waits for this run: what is served stays, and the next change tries again.
    log.error({ error }, 'definitions could not be read again');
  }
}
