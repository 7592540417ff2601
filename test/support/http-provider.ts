import { createServer, type IncomingMessage } from 'node:http';
import type { OpenProvider } from '../../src/cli/cases/play.ts';
import { createScript, describeSent, writeReply, type SentRequest } from '../../src/cli/cases/script.ts';
import { createDispatcher } from '../../src/egress/dispatcher.ts';
import { silentLog } from './log.ts';

/**
 * Plays a case's provider over real HTTP: a loopback server speaks for the provider's real hosts through the dial map,
 * and the dispatcher is the real one.
 */
export const openHttpProvider: OpenProvider = async (entries, { hosts, bareHosts }) => {
  const script = createScript(entries);
  const server = createServer((message, response) => {
    void readSent(message).then(sent => {
      const { status, headers, text } = writeReply(script.answer(sent));
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const dial = new Map([...hosts, ...bareHosts].map(host => [host, { host: '127.0.0.1', port, tls: false }]));
  const dispatcher = createDispatcher({ dial, allowCidrs: [], log: silentLog });
  return {
    dispatcher,
    received: script.received,
    close: async () => {
      await dispatcher.close();
      await new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
};

async function readSent(message: IncomingMessage): Promise<SentRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  const url = new URL(message.url ?? '/', `http://${message.headers.host ?? 'provider'}`);
  return describeSent(message.method ?? '', url, headers, Buffer.concat(chunks).toString('utf8'));
}
