import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../engine/ports.ts';
import type { Store } from '../store/store.ts';

/** What routes need that call a provider. */
export interface CallDeps {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: Clock;
  /** How long a caller is kept waiting. */
  readonly callTimeoutMs: number;
}
