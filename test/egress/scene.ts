import type { Socket } from 'node:net';
import { PatchbayError } from '../../src/errors.ts';
import { createDispatcher } from '../../src/egress/dispatcher.ts';
import type { ClosableDispatcher, DispatcherOptions } from '../../src/egress/dispatcher.ts';
import { EgressFailure } from '../../src/egress/failure.ts';
import { silentLog } from '../support/log.ts';
import { startRawServer } from './raw-server.ts';
import type { RawServer } from './raw-server.ts';

/** A raw server known as chat.example, and a dispatcher that dials it. */
export interface Scene {
  readonly server: RawServer;
  readonly dispatcher: ClosableDispatcher;
  close(): Promise<void>;
}

/** Sets one up; time-outs are short unless said otherwise. */
export async function createScene(
  answer: (socket: Socket, request: string) => void,
  options: Partial<DispatcherOptions> = {},
): Promise<Scene> {
  const server = await startRawServer(answer);
  const dispatcher = createDispatcher({
    dial: new Map([['chat.example', { host: '127.0.0.1', port: server.port, tls: false }]]),
    allowCidrs: [],
    log: silentLog,
    ...options,
  });
  return {
    server,
    dispatcher,
    close: async () => {
      await dispatcher.close();
      await server.close();
    },
  };
}

/** What a failed call said: its code, its words, and the technical reason. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    const { cause } = error.facts;
    if (!(cause instanceof EgressFailure)) return { code: error.code, message: error.message };
    return { code: error.code, message: error.message, reason: cause.reason, sent: error.facts.sent };
  }
  return 'no failure';
}
