import { answerRange } from '../support/byte-range.ts';
import { jsonReply, type ReceivedRequest, type Reply } from '../support/http-message.ts';
import type { DriveItemRecord } from './store/records.ts';
import type { GraphStore } from './store/store.ts';
import { isTicketGood } from './views/item-view.ts';

/**
 * Answers a pre-authenticated address: the bytes of a file, whole or a range of them. The ticket in the address is all it
 * takes; a request with a token is refused, so that a client that sends credentials where none belong is found out.
 */
export function answerDownload(store: GraphStore, request: ReceivedRequest): Reply {
  if (request.headers.authorization !== undefined) {
    return refusal(401, 'unauthenticated', 'A pre-authenticated address takes no Authorization header.');
  }
  const { UniqueId: uniqueId = '', tempauth = '' } = request.query;
  const item = findItem(store, request.host, uniqueId);
  if (item === undefined) return refusal(404, 'itemNotFound', 'The resource could not be found.');
  if (!isTicketGood(tempauth, uniqueId, store.now()))
    return refusal(401, 'unauthenticated', 'The address has expired.');
  const content = contentOf(item);
  const headers = {
    'content-type': item.file?.mimeType ?? 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(item.name)}`,
    etag: item.eTag,
  };
  return answerRange(content, headers, request.headers.range);
}

function findItem(store: GraphStore, host: string, uniqueId: string): DriveItemRecord | undefined {
  const name = host.split('.')[0]?.replace(/-my$/, '') ?? '';
  return store.tenant(`${name}.onmicrosoft.com`)?.drives.findByUniqueId(uniqueId);
}

/** The bytes of a file: as many as it says, and the same each time. */
export function contentOf({ name, size }: DriveItemRecord): Buffer {
  return Buffer.alloc(size, `${name}\n0123456789abcdefghijklmnopqrstuvwxyz\n`);
}

function refusal(status: number, code: string, message: string): Reply {
  return jsonReply(status, { error: { code, message, innerError: {} } });
}
