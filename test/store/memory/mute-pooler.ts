import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatabase } from '../../support/postgres.ts';

/** Stands before a database as a pooler does that gives each transaction another connection: no notification gets through. */
export interface MutePooler {
  readonly connection: TestDatabase['connection'];
  /** Notifications kept back so far. */
  swallowed(): number;
  close(): Promise<void>;
}

/** Starts one. */
export async function startMutePooler(behind: TestDatabase['connection']): Promise<MutePooler> {
  const directory = mkdtempSync(join(tmpdir(), 'mute-'));
  const socketOf = (folder: string): string => join(folder, `.s.PGSQL.${behind.port}`);
  const sockets = new Set<Socket>();
  let swallowed = 0;
  const server = createServer(client => {
    const database = connect(socketOf(behind.directory));
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        database.destroy();
      });
    }
    client.pipe(database);
    let bytes = Buffer.alloc(0);
    database.on('data', chunk => {
      bytes = Buffer.concat([bytes, Buffer.from(chunk)]);
      // Each message is a letter, the length of what follows, itself included, and the rest.
      while (bytes.length >= 5 && bytes.length >= 1 + bytes.readUInt32BE(1)) {
        const length = 1 + bytes.readUInt32BE(1);
        if (bytes.toString('latin1', 0, 1) === 'A') swallowed += 1;
        else client.write(bytes.subarray(0, length));
        bytes = bytes.subarray(length);
      }
    });
  });
  await new Promise<void>(resolve => server.listen(socketOf(directory), resolve));
  return {
    connection: { ...behind, directory },
    swallowed: () => swallowed,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise(resolve => server.close(resolve));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
