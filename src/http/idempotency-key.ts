import type { FastifyRequest } from 'fastify';
import { PatchbayError } from '../errors.ts';

/**
 * The header Idempotency-Key: handed to providers that can use it; 1 to 255 printable characters.
 *
 * @throws PatchbayError REQUEST_INVALID
 */
export function readIdempotencyKey({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key))) return key;
  throw new PatchbayError(
    'REQUEST_INVALID',
    'The header Idempotency-Key takes 1 to 255 printable characters without spaces.',
  );
}
