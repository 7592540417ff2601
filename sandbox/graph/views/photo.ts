import { crc32, deflateSync } from 'node:zlib';
import { hashText } from '../../support/random.ts';

const edge = 48;

/** What is known of a photo beside its bytes. */
export function photoFacts(userId: string): object {
  return {
    '@odata.mediaContentType': 'image/png',
    '@odata.mediaEtag': `"${hashText(userId).toString(16)}"`,
    id: `${edge}x${edge}`,
    height: edge,
    width: edge,
  };
}

/** A PNG of one colour, which follows from the person's id. */
export function photoOf(userId: string): Buffer {
  const hash = hashText(userId);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(edge, 0);
  header.writeUInt32BE(edge, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits, red green blue
  const row = Buffer.concat([
    Buffer.of(0),
    Buffer.alloc(edge * 3, Buffer.of(hash & 255, (hash >> 8) & 255, (hash >> 16) & 255)),
  ]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: edge }, () => row)));
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
