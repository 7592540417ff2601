import type { FastifyInstance } from 'fastify';

/** Serves a request whatever it expects beside `100-continue` (RFC 9110, 10.1.1 leaves it to us): Node's 417 has no body and no id. */
export function ignoreExpectations({ server }: FastifyInstance): void {
  server.on('checkExpectation', (request, response) => {
    server.emit('request', request, response);
  });
}
