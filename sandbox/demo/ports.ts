import { once } from 'node:events';
import { createServer } from 'node:net';

/** How far above the wanted port is looked. */
const tries = 50;

/**
 * The wanted port of this address, or the next free one above it.
 *
 * @throws Error when all are busy
 */
export async function freePort(host: string, wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + tries && port <= 65_535; port += 1) {
    if (await isFree(host, port)) return port;
  }
  throw new Error(`The ports ${wanted} to ${wanted + tries - 1} of ${host} are all in use. Set PORT to a free one.`);
}

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  } finally {
    server.close();
  }
}
