import { relative, sep } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import type { Log } from '../../ports.ts';
import type { Catalogue } from '../catalogue.ts';
import type { DefinitionFolders } from '../reading/folders.ts';
import { logChanges } from './log-changes.ts';
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
  /** Default 1,000: and at the latest so long after the first change. */
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

const defaultTimes: WatchTimes = { quietMs: 150, longestMs: 1_000, pollMs: 500, recheckMs: 30_000 };

/**
 * Keeps what is served in step with the folders: a change is read once it has settled, what is right is served, what is
 * broken is told in the log with file and line while its last good version serves on.
 */
export function watchDefinitions(options: WatchOptions): DefinitionWatch {
  const { folders, log, method = 'native' } = options;
  const times = { ...defaultTimes, ...options.times };
  let isClosed = false;
  const runner = createSettledRunner({ ...times, run: () => reload(options, () => isClosed) });
  const roots = [...folders.integrations, ...folders.models];
  let watcher = openWatcher(roots, method, times);
  const recheck = setInterval(runner.notice, times.recheckMs).unref();

  const ready = new Promise<void>(resolve => {
    const listen = (): void => {
      watcher.on('all', runner.notice);
      watcher.once('ready', () => {
        // What changed before nobody was told of.
        runner.notice();
        resolve();
      });
      watcher.on('error', fail);
    };
    const fail = (error: unknown): void => {
      if (isClosed) return;
      if (method === 'polling' || !isExhausted(error)) {
        log.warn({ error }, 'watching the definitions met an error');
        return;
      }
      log.warn(
        { error, everyMs: times.pollMs },
        'too few watches for the definitions; they are looked through instead',
      );
      const exhausted = watcher;
      exhausted.off('error', fail).on('error', () => undefined);
      watcher = openWatcher(roots, 'polling', times);
      listen();
      void exhausted.close();
      runner.notice();
    };
    listen();
  });

  return {
    ready,
    close: async () => {
      isClosed = true;
      clearInterval(recheck);
      await watcher.close();
      await runner.close();
    },
  };
}

async function reload({ reloader, current, onChange, log }: WatchOptions, isClosed: () => boolean): Promise<void> {
  try {
    const served = current();
    const next = await reloader.reload(served);
    if (isClosed() || !logChanges(served, next, log)) return;
    onChange(next);
  } catch (error) {
    // Nobody waits for this run: what is served stays, and the next change tries again.
    log.error({ error }, 'definitions could not be read again');
  }
}

function openWatcher(roots: readonly string[], method: 'native' | 'polling', times: WatchTimes): FSWatcher {
  return watch([...roots], {
    ignoreInitial: true,
    ignorePermissionErrors: true,
    usePolling: method === 'polling',
    interval: times.pollMs,
    // `<provider>/unified/<model>/<resource>.yaml`, counted from the root.
    depth: 4,
    ignored: (path, stats) => roots.every(root => isIgnored(relative(root, path), stats?.isFile() === true)),
  });
}

/** Hidden files, cases, and what is no YAML change nothing that is served. */
function isIgnored(path: string, isFile: boolean): boolean {
  if (path === '') return false;
  const parts = path.split(sep);
  return parts.some(part => part.startsWith('.')) || parts[1] === 'cases' || (isFile && !/\.ya?ml$/.test(path));
}

function isExhausted(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EMFILE', 'ENFILE'].includes(String(error.code));
}
