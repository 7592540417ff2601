import { startHttpServer } from '../support/http-server.ts';
import type { FaultScript } from '../support/fault-script.ts';
import type { ReceivedRequest } from '../support/http-message.ts';
import { createRateWindow } from '../support/rate-window.ts';
import { rateLimited, type RateClass } from './api/call-method.ts';
import { methods } from './methods/table.ts';
import { operationOf, route } from './router.ts';
import { createSeededStore, defaultSeed, type SeedTokens } from './seed/store.ts';
import type { SlackStore } from './store/store.ts';

export interface SlackSandboxOptions {
  /** Port on 127.0.0.1. Default 0: a free one. */
  readonly port?: number;
  /** Default: the seed of the demo. */
  readonly seed?: number;
  /** Milliseconds since 1970, for what is written while it runs. Default: the machine's clock. */
  readonly now?: () => number;
  /**
   * Rates it enforces. `off` (default): only those of the fault script; `tiers`: Slack's tier of each method;
   * `unlisted`: also one call a minute and 15 messages a page for history and replies, as for apps outside the marketplace.
   */
  readonly rates?: RateClass;
}

/** A running fake of Slack. */
export interface SlackSandbox {
  /** `127.0.0.1:4010` */
  readonly address: string;
  /** `http://127.0.0.1:4010`; the Web API is below `/api/`. */
  readonly url: string;
  readonly tokens: SeedTokens;
  /** What was received, oldest first. */
  readonly requests: readonly ReceivedRequest[];
  readonly faults: FaultScript;
  readonly store: SlackStore;
  clearRequests(): void;
  close(): Promise<void>;
}

/** Starts a stateful fake of Slack over plain HTTP. It answers by the Host header, whatever address was dialled. */
export async function startSlackSandbox(options: SlackSandboxOptions = {}): Promise<SlackSandbox> {
  const now = options.now ?? Date.now;
  const { store, tokens } = createSeededStore(options.seed ?? defaultSeed, now);
  const api = { store, methods, rateWindow: createRateWindow(now), rates: options.rates ?? 'off' };
  const server = await startHttpServer({
    port: options.port ?? 0,
    operationOf,
    handle: request => route(api, request),
    rateLimited,
  });
  return {
    address: server.address,
    url: server.url,
    tokens,
    requests: server.log.entries,
    faults: server.faults,
    store,
    clearRequests: server.log.clear,
    close: server.close,
  };
}
