import type { FaultScript } from '../support/fault-script.ts';
import type { ReceivedRequest } from '../support/http-message.ts';
import { startHttpServer } from '../support/http-server.ts';
import { createRateWindow } from '../support/rate-window.ts';
import { rateLimited, type Api } from './api/call-method.ts';
import { createRoutes } from './api/routes.ts';
import { methods } from './methods/table.ts';
import { operationOf, route } from './router.ts';
import type { Accounts } from './seed/accounts.ts';
import { createSeededStore, defaultSeed } from './seed/store.ts';
import type { GoogleChatStore } from './store/store.ts';

export interface GoogleChatSandboxOptions {
  /** Port on 127.0.0.1. Default 0: a free one. */
  readonly port?: number;
  /** Default: the seed of the demo. */
  readonly seed?: number;
  /** Milliseconds since 1970, for what is written while it runs. Default: the machine's clock. */
  readonly now?: () => number;
  /** Rates it enforces. `off` (default): only those of the fault script; `quotas`: the project's, a minute. */
  readonly rates?: Api['rates'];
}

/** A running fake of Google Chat and of the Directory, People, Drive and OAuth endpoints around it. */
export interface GoogleChatSandbox {
  /** `127.0.0.1:4010` */
  readonly address: string;
  /** `http://127.0.0.1:4010` */
  readonly url: string;
  readonly accounts: Accounts;
  /** What was received, oldest first. */
  readonly requests: readonly ReceivedRequest[];
  readonly faults: FaultScript;
  readonly store: GoogleChatStore;
  clearRequests(): void;
  close(): Promise<void>;
}

/** Starts a stateful fake of Google Chat over plain HTTP. It answers by the Host header, whatever address was dialled. */
export async function startGoogleChatSandbox(options: GoogleChatSandboxOptions = {}): Promise<GoogleChatSandbox> {
  const now = options.now ?? Date.now;
  const { store, accounts } = createSeededStore(options.seed ?? defaultSeed, now);
  const api: Api = { store, rateWindow: createRateWindow(now), rates: options.rates ?? 'off' };
  const routes = createRoutes(methods);
  const rooms = { api, routes, holders: [accounts.admin, accounts.member] };
  const server = await startHttpServer({
    port: options.port ?? 0,
    operationOf: (host, path) => operationOf(routes, host, path),
    handle: request => route(rooms, request),
    rateLimited,
  });
  return {
    address: server.address,
    url: server.url,
    accounts,
    requests: server.log.entries,
    faults: server.faults,
    store,
    clearRequests: server.log.clear,
    close: server.close,
  };
}
