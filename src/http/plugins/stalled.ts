import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Log } from '../../engine/ports.ts';

/**
 * Ends connections whose client stopped reading its answer, so that it holds neither memory of ours nor a connection to a
 * provider for ever. A client that reads slowly, and one that is waiting for us, are left alone.
 *
 * Works with the server's own limit of inactivity (`connectionTimeout`), which does not know who is waiting for whom.
 */
export function addStalled(app: FastifyInstance, log: Log): void {
  app.server.on('timeout', (socket: Socket) => {
    // Nothing went out although something is there to go.
    if (socket.writableLength === 0) return;
    log.warn({ unread_bytes: socket.writableLength }, 'connection ended: its client stopped reading');
    socket.destroy();
  });
}
