import type { MediaReply } from '../api/method.ts';

/** Bytes as an answer: all of them, or the part a single `Range` asks for (206; 416 when it lies outside). */
export function bytesReply(bytes: Buffer, contentType: string, range: string | undefined): MediaReply {
  const headers = { 'content-type': contentType, 'accept-ranges': 'bytes' };
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === '' && to === '') return { media: { status: 200, headers, body: bytes } };
  const start = from === '' ? Math.max(0, bytes.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1);
  if (start > end) {
    return { media: { status: 416, headers: { 'content-range': `bytes */${bytes.length}` }, body: '' } };
  }
  const contentRange = `bytes ${start}-${end}/${bytes.length}`;
  return {
    media: {
      status: 206,
      headers: { ...headers, 'content-range': contentRange },
      body: bytes.subarray(start, end + 1),
    },
  };
}
