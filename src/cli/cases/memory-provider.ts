import { Readable } from 'node:stream';
import { checkTarget } from '../../egress/target.ts';
import type { Dispatcher, InboundReply, OutboundRequest } from '../../engine/ports.ts';
import type { OpenProvider } from './play.ts';
import { createScript, describeSent, writeReply, type Script } from './script.ts';

/** Plays a provider without a socket. Hosts are checked as when it is real. */
export const openMemoryProvider: OpenProvider = entries => {
  const script = createScript(entries);
  const dispatcher: Dispatcher = {
    send: async request => answer(script, request),
    stream: async request => {
      const reply = answer(script, request);
      return { ...reply, body: Readable.from([reply.body], { objectMode: false }) };
    },
  };
  return Promise.resolve({ dispatcher, received: script.received, close: () => Promise.resolve() });
};

function answer(script: Script, { method, url, headers, hosts, body }: OutboundRequest): InboundReply {
  checkTarget(url, hosts, new Map());
  const reply = writeReply(script.answer(describeSent(method, url, headers, textOf(body))));
  return { status: reply.status, headers: lowerCase(reply.headers), body: Buffer.from(reply.text) };
}

function textOf(body: OutboundRequest['body']): string {
  return body === undefined ? '' : typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
