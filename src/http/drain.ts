import { setMaxListeners } from 'node:events';

/** Whether the server is on its way out. */
export interface Drain {
  readonly isDraining: boolean;
  /** Aborted when it begins: answers without an end of their own end now. */
  readonly signal: AbortSignal;
  /** From now on `/readyz` answers 503, so that load balancers look elsewhere; calls are still served. */
  begin(): void;
}

/** A server that is not draining yet. */
export function createDrain(): Drain {
  const controller = new AbortController();
  const { signal } = controller;
  // As many wait for it as there are such answers.
  setMaxListeners(0, signal);
  return {
    get isDraining() {
      return signal.aborted;
    },
    signal,
    begin: () => controller.abort(),
  };
}
