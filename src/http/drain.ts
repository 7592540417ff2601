/** Whether the server is on its way out. */
export interface Drain {
  readonly isDraining: boolean;
  /** From now on `/readyz` answers 503, so that load balancers look elsewhere; calls are still served. */
  begin(): void;
}

/** A server that is not draining yet. */
export function createDrain(): Drain {
  let isDraining = false;
  return {
    get isDraining() {
      return isDraining;
    },
    begin() {
      isDraining = true;
    },
  };
}
