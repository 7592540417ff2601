import { startHttpServer } from '../support/http-server.ts';
import type { FaultScript } from '../support/fault-script.ts';
import type { ReceivedRequest } from '../support/http-message.ts';
import { rateLimited } from './api/call-endpoint.ts';
import { createRateLimits, type RateClass } from './api/rate-limits.ts';
import { createRouter } from './api/router.ts';
import { endpoints } from './endpoints/table.ts';
import { operationOf, route } from './router.ts';
import { createSeededStore, defaultSeed, type SeedTokens } from './seed/store.ts';
import type { GraphStore } from './store/store.ts';

export interface GraphSandboxOptions {
  /** Port on 127.0.0.1. Default 0: a free one. */
  readonly port?: number;
  /** Default: the seed of the demo. */
  readonly seed?: number;
  /** Milliseconds since 1970, for what is written while it runs and for the life of tokens. Default: the machine's clock. */
  readonly now?: () => number;
  /** Rates it enforces. `off` (default): only those of the fault script; `published`: Graph's published limits. */
  readonly rates?: RateClass;
}

/** A running fake of Microsoft Graph, its login service and its file hosts. */
export interface GraphSandbox {
  /** `127.0.0.1:4010` */
  readonly address: string;
  /** `http://127.0.0.1:4010`; Graph is below `/v1.0/`. */
  readonly url: string;
  readonly tokens: SeedTokens;
  /** What was received, oldest first. */
  readonly requests: readonly ReceivedRequest[];
  readonly faults: FaultScript;
  readonly store: GraphStore;
  clearRequests(): void;
  close(): Promise<void>;
}

/**
 * Starts a stateful fake of Microsoft Graph v1.0 over plain HTTP. It answers by the Host header, whatever address was
 * dialled: `graph.microsoft.com`, `login.microsoftonline.com` and the `*.sharepoint.com` of its tenants.
 */
export async function startGraphSandbox(options: GraphSandboxOptions = {}): Promise<GraphSandbox> {
  const now = options.now ?? Date.now;
  const { store, tokens } = createSeededStore(options.seed ?? defaultSeed, now);
  const router = createRouter(endpoints);
  const api = { store, router, rates: createRateLimits(options.rates ?? 'off', now) };
  const { tenant1, tenant2 } = tokens;
  const defaults = {
    tenantId: tenant1.tenantId,
    users: { [tenant1.tenantId]: tenant1.userId, [tenant2.tenantId]: tenant2.userId },
  };
  const server = await startHttpServer({
    port: options.port ?? 0,
    operationOf: (host, path) => operationOf(router, host, path),
    handle: request => route(api, defaults, request),
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
