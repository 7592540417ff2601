import { relative, sep } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import type { Log } from '../../ports.ts';

/** How changes are noticed. */
export interface FolderWatcherOptions {
  readonly roots: readonly string[];
  /** `polling` looks through the folders; `native` is told by the system, and looks where it has no watches left. */
  readonly method: 'native' | 'polling';
  readonly pollMs: number;
  /** Called at every sign of a change, and once when the watch begins. */
  readonly notice: () => void;
  readonly log: Log;
}

/** A watch over folders. */
export interface FolderWatcher {
  /** Resolves when every later change is noticed. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** Watches definition folders, those that come later too. Trouble is logged and never thrown. */
export function openFolderWatcher({ roots, method, pollMs, notice, log }: FolderWatcherOptions): FolderWatcher {
  let current: FSWatcher;
  const ready = new Promise<void>(resolve => {
    const begin = (by: FolderWatcherOptions['method']): void => {
      const watcher = open(roots, by, pollMs);
      let isReplaced = false;
      current = watcher;
      watcher.on('all', notice);
      watcher.once('ready', () => {
        // Nobody was told of what changed before.
        notice();
        resolve();
      });
      watcher.on('error', error => {
        if (isReplaced) return;
        if (by === 'polling' || !isExhausted(error)) {
          log.warn({ error }, 'watching the definitions met an error');
          return;
        }
        log.warn({ error, everyMs: pollMs }, 'too few watches for the definitions; they are looked through instead');
        isReplaced = true;
        begin('polling');
        void watcher.close();
        // Closing takes the listeners away, and what it was still looking at may fail once more.
        watcher.on('error', () => undefined);
      });
    };
    begin(method);
  });
  return { ready, close: () => current.close() };
}

function open(roots: readonly string[], method: FolderWatcherOptions['method'], pollMs: number): FSWatcher {
  return watch([...roots], {
    ignoreInitial: true,
    ignorePermissionErrors: true,
    usePolling: method === 'polling',
    interval: pollMs,
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
