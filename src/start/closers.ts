import type { Log } from '../engine/ports.ts';

/** What has to be closed again, the last opened first. */
export interface Closers {
  add(name: string, close: () => Promise<void> | void): void;
  /** Closes all, one after another; one that fails is logged and does not keep the others open. */
  closeAll(): Promise<void>;
}

/** An empty list of closers; closing twice waits for the same end. */
export function createClosers(log: Log): Closers {
  const open: { readonly name: string; readonly close: () => Promise<void> | void }[] = [];
  let closed: Promise<void> | undefined;
  const closeEach = async (): Promise<void> => {
    for (const { name, close } of open.reverse()) {
      try {
        await close();
      } catch (error) {
        log.error({ error, part: name }, 'closing failed');
      }
    }
  };
  return {
    add: (name, close) => void open.push({ name, close }),
    closeAll: () => (closed ??= closeEach()),
  };
}
