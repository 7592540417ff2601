import { PatchbayError } from '../../errors.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Dispatcher, Ports } from '../ports.ts';
import { describeRequest, type DescribedRequest } from './describe-request.ts';
import { watchCredentials } from './known-secrets.ts';

/** A request that went out, and how it ended. */
export interface Exchange extends DescribedRequest {
  /** Absent when there was no answer. */
  readonly status?: number;
  /** Why there was no answer: a code of ours. */
  readonly error?: string;
  /** Bytes of the answer's body. */
  readonly bytes?: number;
  readonly durationMs: number;
}

/** Ports that note what goes out through them. */
export interface WatchedPorts {
  readonly ports: Ports;
  /** Every request so far, without secrets, in the order of their answers. */
  readonly exchanges: readonly Exchange[];
}

/** @param hidden values that must not be shown, beside those of the credentials that are handed out */
export function watchPorts(integration: Integration, ports: Ports, hidden: readonly string[]): WatchedPorts {
  const { credentials, secrets } = watchCredentials(ports.credentials);
  const exchanges: Exchange[] = [];
  const send: Dispatcher['send'] = async request => {
    const startedMs = ports.clock.monotonicMs();
    const note = (how: Pick<Exchange, 'status' | 'error' | 'bytes'>): void => {
      const durationMs = Math.round((ports.clock.monotonicMs() - startedMs) * 10) / 10;
      exchanges.push({ ...describeRequest(request, integration, [...secrets, ...hidden]), ...how, durationMs });
    };
    try {
      const reply = await ports.dispatcher.send(request);
      note({ status: reply.status, bytes: reply.body.byteLength });
      return reply;
    } catch (error) {
      note({ error: error instanceof PatchbayError ? error.code : 'INTERNAL' });
      throw error;
    }
  };
  return { exchanges, ports: { ...ports, credentials, dispatcher: { ...ports.dispatcher, send } } };
}
