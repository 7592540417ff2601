import { readFileSync } from 'node:fs';

/** When the user, or whoever started us, wants an end. */
export interface Interruption {
  readonly first: Promise<'interrupted'>;
  /** Called when they want it a second time. */
  onSecond(act: () => void): void;
}

const parentCheckMs = 300;

/** Ctrl-C comes both from the terminal and through `npm`: within this time that is one wish, not two. */
const repetitionMs = 500;

/**
 * SIGINT, SIGTERM, SIGHUP; and the death of the `npm` that runs us, which passes on no SIGKILL: the next start would find
 * everything still running.
 */
export function interruption(): Interruption {
  let insist: () => void = () => undefined;
  const first = new Promise<'interrupted'>(resolve => {
    let firstMs: number | undefined;
    const interrupt = (): void => {
      if (firstMs === undefined) resolve('interrupted');
      else if (performance.now() - firstMs > repetitionMs) insist();
      firstMs ??= performance.now();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
    if (process.env.npm_lifecycle_event !== undefined) onOrphaned(interrupt);
  });
  return {
    first,
    onSecond: act => {
      insist = act;
    },
  };
}

function onOrphaned(act: () => void): void {
  const started = ancestors();
  const timer = setInterval(() => {
    if (ancestors().join() === started.join()) return;
    clearInterval(timer);
    act();
  }, parentCheckMs);
  timer.unref();
}

/** Our parent and, where that is only the shell npm put between, npm itself. */
function ancestors(): readonly number[] {
  const parent = process.ppid;
  try {
    const command = readFileSync(`/proc/${parent}/cmdline`, 'latin1');
    if (!command.includes('scripts/start.mjs')) return [parent];
    const stat = readFileSync(`/proc/${parent}/stat`, 'latin1');
    // The name in parentheses may hold anything; state and parent follow it.
    return [parent, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])];
  } catch {
    // No /proc here, or the parent ended just now.
    return [parent];
  }
}
