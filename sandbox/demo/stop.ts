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
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, parentCheckMs);
  timer.unref();
}
