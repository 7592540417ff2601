import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A provider that answers with whatever bytes the test writes, and remembers what it was sent. */
export interface RawServer {
  readonly port: number;
  /** Each request's bytes, as they came. */
  readonly requests: string[];
  /** Every connection ever made, in order. */
  readonly sockets: Socket[];
  /** Waits until the connection with that number was made and is closed; for ever when it stays open. */
  whenClosed(index: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts one on loopback. `answer` is called once per request, when its headers and declared body are in. */
export async function startRawServer(answer: (socket: Socket, request: string) => void): Promise<RawServer> {
  const requests: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer(socket => {
    sockets.push(socket);
    let pending = '';
    socket.on('error', () => undefined);
    socket.on('data', chunk => {
      pending += chunk.toString('latin1');
      const end = pending.indexOf('\r\n\r\n');
      if (end === -1) return;
      const length = Number(/content-length: (\d+)/i.exec(pending.slice(0, end))?.[1] ?? 0);
      if (pending.length < end + 4 + length) return;
      requests.push(pending);
      answer(socket, pending);
      pending = '';
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    port: address.port,
    requests,
    sockets,
    whenClosed: async index => {
      // A client may hear of its connection before the server does.
      // A reset is a way to be closed.
      while (sockets[index]?.closed !== true) await nextTurn();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A whole reply with its length declared. */
export function reply(status: string, headers: readonly string[], body: string | Uint8Array = ''): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status}\r\n${[...headers, `content-length: ${bytes.length}`].join('\r\n')}\r\n\r\n`),
    bytes,
  ]);
}
