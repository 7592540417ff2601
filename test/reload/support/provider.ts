import { createServer } from 'node:http';

/** A loopback server that plays the provider of the small definitions: two rooms, each found by its id. */
export interface RoomProvider {
  readonly port: number;
  close(): Promise<void>;
}

const rooms = [
  { id: 'r1', title: 'Lobby', type: 'public', joined: true },
  { id: 'r2', title: 'Cellar', type: 'private', joined: false },
];

/** Starts one on a free port. */
export async function startRoomProvider(): Promise<RoomProvider> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://provider').pathname.replace(/^\/v1/, '');
    const room = rooms.find(({ id }) => path === `/rooms/${id}`);
    const body = path === '/me' ? { team: 't1' } : room ? { room } : { rooms };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, ...body }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
