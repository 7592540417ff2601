import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { PatchbayError } from '../../errors.ts';
import type { Position } from './source.ts';

/** What a cursor of ours carries. */
export interface CursorContent {
  /** Id of the variant that the walk began with. */
  readonly variant: string;
  readonly position: Position;
}

/** What a cursor is bound to: a cursor of another account, resource or set of filters does not open. */
export interface CursorBinding {
  readonly accountId: string;
  readonly model: string;
  readonly resource: string;
  readonly method: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/** Seals places in a walk so that callers can carry them and cannot read or change them. */
export interface CursorSealer {
  seal(content: CursorContent, binding: CursorBinding): string;
  /** @throws REQUEST_CURSOR_INVALID */
  open(cursor: string, binding: CursorBinding): CursorContent;
}

const formatVersion = 1;
const nonceBytes = 12;
const tagBytes = 16;
const longestCursor = 8192;

/**
 * @param secret at least 32 bytes, stable over restarts and the same in every process
 * @param randomBytes for nonces
 */
export function createCursorSealer(secret: Uint8Array, randomBytes: (size: number) => Uint8Array): CursorSealer {
  const key = Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), 'patchbay cursor', 32));
  return {
    seal(content, binding) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(binding));
      const sealed = [cipher.update(JSON.stringify(content), 'utf8'), cipher.final()];
      return Buffer.concat([Uint8Array.of(formatVersion), nonce, ...sealed, cipher.getAuthTag()]).toString('base64url');
    },
    open(cursor, binding) {
      if (cursor.length > longestCursor || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw invalidCursor();
      const bytes = Buffer.from(cursor, 'base64url');
      if (bytes[0] !== formatVersion || bytes.length <= 1 + nonceBytes + tagBytes) throw invalidCursor();
      const nonce = bytes.subarray(1, 1 + nonceBytes);
      const sealed = bytes.subarray(1 + nonceBytes, -tagBytes);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(binding));
        decipher.setAuthTag(bytes.subarray(-tagBytes));
        const text = Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
        return JSON.parse(text) as CursorContent; // authenticated: only `seal` can have written it
      } catch (cause) {
        throw invalidCursor(cause);
      }
    },
  };
}

function boundTo(binding: CursorBinding): Buffer {
  const parts = [binding.accountId, binding.model, binding.resource, binding.method, canonical(binding.query)];
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}

/** JSON with sorted keys: the order of a caller's parameters means nothing. */
function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, entry]) => [key, canonical(entry)]);
}

function invalidCursor(cause?: unknown): PatchbayError {
  return new PatchbayError(
    'REQUEST_CURSOR_INVALID',
    'This next_cursor is not valid for this call. Send it unchanged, with the same account, resource and filters as the call that answered it; only limit may differ.',
    { cause },
  );
}

/** The error of a cursor that leads to a stream which is no longer made of the same parts. */
export function walkChangedError(): PatchbayError {
  return new PatchbayError(
    'REQUEST_CURSOR_INVALID',
    'The definition has changed since this cursor was given out. Start the walk again without it.',
  );
}
