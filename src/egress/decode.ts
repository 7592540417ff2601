import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { codeOf, egressError } from './failure.ts';

/** What a request may ask for in `accept-encoding`. */
export const acceptedEncodings = 'gzip, deflate, br';

interface Bounds {
  readonly maxOutputLength: number;
  readonly chunkSize: number;
}
type Decompress = (bytes: Uint8Array, bounds: Bounds) => Promise<Uint8Array>;

const inflateWrapped: Decompress = promisify(inflate);
const inflateBare: Decompress = promisify(inflateRaw);
const gunzipAll: Decompress = promisify(gunzip);
const brotliAll: Decompress = promisify(brotliDecompress);

const decompressors: Readonly<Record<string, Decompress>> = {
  gzip: gunzipAll,
  'x-gzip': gunzipAll,
  br: brotliAll,
  // RFC 9110 means the zlib format; some servers send bare deflate under the same name.
  deflate: (bytes, bounds) =>
    ((bytes[0] ?? 0) & 0x0f) === 8 ? inflateWrapped(bytes, bounds) : inflateBare(bytes, bounds),
};

/** A body may grow to this size whatever its ratio: a page of nothing but equal records is no bomb. */
const freeBytes = 1024 * 1024;
const maxRatio = 200;
const chunkSize = 64 * 1024;

/**
 * The body without its content coding, off the event loop. It stops as soon as the result passes `maxBytes`, or 200
 * times the compressed size (beyond the first MiB).
 *
 * @param encoding the `content-encoding` header; absent or `identity`: the bytes as they are
 * @throws PatchbayError PROVIDER_RESPONSE_TOO_LARGE, PROVIDER_MALFORMED
 */
export async function decodeBody(
  bytes: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
  host: string,
): Promise<Uint8Array> {
  const name = (encoding ?? '').trim().toLowerCase();
  if (name === '' || name === 'identity' || bytes.length === 0) return bytes;
  const decompress = Object.hasOwn(decompressors, name) ? decompressors[name] : undefined;
  if (decompress === undefined)
    throw egressError('encoding', true, { host, detail: 'its content-encoding was not asked for' });
  const limit = Math.min(maxBytes, Math.max(freeBytes, bytes.length * maxRatio));
  try {
    return await decompress(bytes, { maxOutputLength: limit, chunkSize });
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ERR_BUFFER_TOO_LARGE')
      throw egressError('encoding', true, { host, ...(code === undefined ? {} : { detail: code }) }, error);
    const ratio = limit < maxBytes ? `it grows to more than ${maxRatio} times its compressed size` : undefined;
    throw egressError(
      'too_large',
      true,
      { host, limit: maxBytes, ...(ratio === undefined ? {} : { detail: ratio }) },
      error,
    );
  }
}
