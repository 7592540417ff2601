import { answerRange } from '../../support/byte-range.ts';
import type { MediaReply } from '../api/method.ts';

/** Bytes as an answer: all of them, or the part a single `Range` asks for (206; 416 when it lies outside). */
export function bytesReply(bytes: Buffer, contentType: string, range: string | undefined): MediaReply {
  return { media: answerRange(bytes, { 'content-type': contentType }, range) };
}
