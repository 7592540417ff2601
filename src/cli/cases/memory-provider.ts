import { checkTarget } from '../../egress/target.ts';
import type { OutboundRequest } from '../../engine/ports.ts';
import type { OpenProvider } from './play.ts';
import { createScript, describeSent, writeReply } from './script.ts';

/** Plays a provider without a socket. Hosts are checked as when it is real. */
export const openMemoryProvider: OpenProvider = entries => {
  const script = createScript(entries);
  return Promise.resolve({
    dispatcher: {
      send: request => {
        try {
          checkTarget(request.url, request.hosts, new Map());
          const { method, url, headers } = request;
          const {
            status,
            headers: replied,
            text,
          } = writeReply(script.answer(describeSent(method, url, headers, textOf(request.body))));
          return Promise.resolve({ status, headers: lowerCase(replied), body: Buffer.from(text) });
        } catch (error) {
          return Promise.reject(error instanceof Error ? error : new Error(String(error)));
        }
      },
    },
    received: script.received,
    close: () => Promise.resolve(),
  });
};

function textOf(body: OutboundRequest['body']): string {
  return body === undefined ? '' : typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
