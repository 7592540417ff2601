import { hashText, type Random } from '../../support/random.ts';
import type { Content } from '../store/store.ts';
import type { StoredAttachment } from '../store/records.ts';
import { dayMs, seedStartMs } from './period.ts';

/** Kinds of files: name, content type, size in bytes; Docs types have no size. */
const uploadKinds: readonly (readonly [name: string, contentType: string, sizeBytes: number])[] = [
  ['screenshot.png', 'image/png', 24_576],
  ['Rechnung März “final”.pdf', 'application/pdf', 61_440],
  ['notes.txt', 'text/plain', 812],
  ['export 2025-11.csv', 'text/csv', 9001],
  ['設計図.zip', 'application/zip', 4096],
  ['no-extension', 'application/octet-stream', 1],
];

const driveKinds: readonly (readonly [name: string, mimeType: string, sizeBytes: number | undefined])[] = [
  ['Roadmap', 'application/vnd.google-apps.document', undefined],
  ['Budget', 'application/vnd.google-apps.spreadsheet', undefined],
  ['Kick-off', 'application/vnd.google-apps.presentation', undefined],
  ['recording.mp4', 'video/mp4', 40_960],
  ['contract.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 18_432],
];

/** Bytes of a file of the seed: the same for the same name, made when asked for. */
export function seededBytes(name: string, size: number): Buffer {
  const line = Buffer.from(`${hashText(name).toString(16).padStart(8, '0')}\n`);
  return Buffer.alloc(size, line);
}

/** Puts a file into the store and returns it as an attachment of a message. */
export function seedUpload(content: Content, random: Random, spaceId: string): StoredAttachment {
  const [contentName, contentType, size] = random.pick(uploadKinds);
  const mediaName = content.ids.opaque();
  content.media.set(mediaName, { spaceId, contentName, contentType, content: () => seededBytes(mediaName, size) });
  return { id: content.ids.opaque(), contentName, contentType, source: { kind: 'uploaded', mediaName } };
}

/** Puts a file into Drive, shared with a space, and returns it as an attachment. */
export function seedDriveFile(
  content: Content,
  random: Random,
  facts: { spaceId: string; ownerId: string },
): StoredAttachment {
  const [name, mimeType, size] = random.pick(driveKinds);
  const id = content.ids.driveFile();
  const createdMs = seedStartMs + random.integer(0, 300) * dayMs;
  content.driveFiles.set(id, {
    id,
    name,
    mimeType,
    ownerId: facts.ownerId,
    createdTime: new Date(createdMs).toISOString(),
    modifiedTime: new Date(createdMs + random.integer(0, 100) * dayMs).toISOString(),
    ...(size === undefined ? {} : { content: () => seededBytes(id, size) }),
    sharedWith: [],
    spaceIds: [facts.spaceId],
  });
  return { id: content.ids.opaque(), contentName: name, contentType: mimeType, source: { kind: 'drive', fileId: id } };
}
