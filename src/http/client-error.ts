import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { PatchbayError } from '../errors.ts';
import { toErrorReply } from './error-reply.ts';
import { safeHeaders } from './plugins/safe-headers.ts';

/**
 * Answers bytes that never became a request (no HTTP, headers too long, too slow) with a problem document, and closes
 * the connection.
 */
export function answerClientError(error: Error, socket: Socket): void {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = `req_${randomUUID()}`;
  const { status, headers, problem } = toErrorReply(describe(code), requestId);
  const body = JSON.stringify(problem);
  const lines = Object.entries({
    'x-request-id': requestId,
    ...safeHeaders,
    ...headers,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  const head = [
    `HTTP/1.1 ${status} ${reasons[status] ?? 'Error'}`,
    ...lines.map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Content Too Large',
};

function describe(code: unknown): PatchbayError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new PatchbayError('REQUEST_TIMEOUT', 'The request did not arrive in time.');
  if (code === 'HPE_HEADER_OVERFLOW')
    return new PatchbayError('REQUEST_TOO_LARGE', 'The headers of the request are too long.');
  return new PatchbayError('REQUEST_INVALID', 'What arrived is not a valid HTTP request.');
}
