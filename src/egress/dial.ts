import { connect as connectTcp } from 'node:net';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TLSSocket } from 'node:tls';

/** One address to open a socket to; nothing in it is resolved any more. */
export interface DialAddress {
  /** An IP address. */
  readonly address: string;
  readonly port: number;
  /** The name the certificate must be for; absent: plain text. */
  readonly tlsName?: string;
}

/** Opens one socket, or fails. `signal` ends the attempt. */
export type Dial = (target: DialAddress, signal: AbortSignal) => Promise<Socket>;

/** A `Dial` over the operating system. TLS sessions are resumed per name. */
export function createDial(): Dial {
  const sessions = new Map<string, Buffer>();
  return (target, signal) =>
    target.tlsName === undefined
      ? settle(openTcp(target), 'connect', signal)
      : dialTls(target, target.tlsName, sessions, signal);
}

const keepAliveDelayMs = 60_000;
const maxSessions = 100;

function openTcp(target: DialAddress): Socket {
  return connectTcp({
    host: target.address,
    port: target.port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: keepAliveDelayMs,
  });
}

async function dialTls(
  target: DialAddress,
  name: string,
  sessions: Map<string, Buffer>,
  signal: AbortSignal,
): Promise<Socket> {
  const session = sessions.get(name);
  const socket: TLSSocket = connectTls({
    host: target.address,
    port: target.port,
    // An IP address is no server name (RFC 6066); the certificate is then checked against `host`.
    ...(name === target.address ? {} : { servername: name }),
    ...(session === undefined ? {} : { session }),
    ALPNProtocols: ['http/1.1'],
    minVersion: 'TLSv1.2',
    // Said here so that no environment variable can switch it off.
    rejectUnauthorized: true,
  });
  socket.setNoDelay(true);
  socket.setKeepAlive(true, keepAliveDelayMs);
  socket.on('session', fresh => {
    if (sessions.size >= maxSessions && !sessions.has(name)) sessions.clear();
    sessions.set(name, fresh);
  });
  return settle(socket, 'secureConnect', signal);
}

function settle(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const abandon = (): void => {
      socket.destroy();
      fail(new Error('The attempt was given up.'));
    };
    const fail = (error: Error): void => {
      release();
      // A destroyed socket may still report an error; nobody waits for it.
      socket.on('error', () => undefined);
      reject(error);
    };
    const succeed = (): void => {
      release();
      resolve(socket);
    };
    const release = (): void => {
      socket.off('error', fail).off(event, succeed);
      signal.removeEventListener('abort', abandon);
    };
    socket.on('error', fail).on(event, succeed);
    if (signal.aborted) abandon();
    else signal.addEventListener('abort', abandon, { once: true });
  });
}
