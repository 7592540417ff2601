import { createHash } from 'node:crypto';
import { randomText } from '../../support/ids.ts';
import type { Random } from '../../support/random.ts';
import { projects } from '../../support/words.ts';
import { teamsTime } from '../store/graph-time.ts';
import { guid } from '../store/guid.ts';
import type { UserRecord } from '../store/directory-records.ts';
import type { DriveItemRecord } from '../store/records.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const fileTypes = [
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pdf', 'application/pdf'],
  ['png', 'image/png'],
  ['txt', 'text/plain'],
  ['zip', 'application/zip'],
] as const;

/** A document library: of a team, or of a person's OneDrive. */
export interface Library {
  readonly driveId: string;
  readonly siteId: string;
  readonly driveType: 'documentLibrary' | 'business';
  /** Address of its root folder, without a slash at the end. */
  readonly rootUrl: string;
}

/** The library at an address; its ids follow from the address. */
export function libraryAt(host: string, path: string, driveType: Library['driveType']): Library {
  const digest = createHash('sha256').update(`${host}${path}`).digest();
  const hex = digest.toString('hex');
  return {
    driveId: `b!${Buffer.concat([digest, digest.subarray(0, 17)]).toString('base64url')}`,
    siteId: `${host},${uuid(hex.slice(0, 32))},${uuid(hex.slice(32))}`,
    driveType,
    rootUrl: `https://${host}${path}`,
  };
}

/** What a file or folder is made of. */
export interface ItemFacts {
  readonly library: Library;
  readonly name: string;
  /** Percent-encoded path below the library's root; empty for the root. */
  readonly path: string;
  readonly parentId?: string;
  readonly author: UserRecord;
  readonly atMs: number;
  readonly random: Random;
}

/** A folder. */
export function folderItem(facts: ItemFacts, childCount: number): DriveItemRecord {
  return { ...baseItem(facts, 0), folder: { childCount } };
}

/** A file with a name, a type and a size drawn at random; its content follows from them. */
export function fileItem(facts: Omit<ItemFacts, 'name'>): DriveItemRecord {
  const { random } = facts;
  const [extension, mimeType] = random.pick(fileTypes);
  const name = `${random.pick(projects)} ${random.pick(['plan', 'Übersicht', 'report #2', 'notes (final)'])} ${random.integer(1, 9999)}.${extension}`;
  // A few are large enough to be streamed in parts.
  const size = random.chance(0.02) ? random.integer(3_000_000, 5_000_000) : random.integer(200, 90_000);
  const path = `${facts.path}/${encodeURIComponent(name).replaceAll('(', '%28').replaceAll(')', '%29')}`;
  const hash = createHash('sha1').update(path).digest('base64');
  return { ...baseItem({ ...facts, name, path }, size), file: { mimeType, hashes: { quickXorHash: hash } } };
}

function baseItem({ library, name, path, parentId, author, atMs, random }: ItemFacts, size: number): DriveItemRecord {
  const at = teamsTime(Math.floor(atMs / 1000) * 1000);
  const uniqueId = guid(random).toUpperCase();
  const user = { email: author.mail, id: author.id, displayName: author.displayName };
  return {
    id: `01${randomText(random, base32, 32)}`,
    createdDateTime: at,
    eTag: `"{${uniqueId}},1"`,
    cTag: `"c:{${uniqueId}},2"`,
    lastModifiedDateTime: at,
    name,
    webUrl: `${library.rootUrl}${path}`,
    size,
    createdBy: { user },
    lastModifiedBy: { user },
    parentReference: {
      driveType: library.driveType,
      driveId: library.driveId,
      ...(parentId === undefined
        ? {}
        : { id: parentId, path: `/drives/${library.driveId}/root:${path.slice(0, path.lastIndexOf('/'))}` }),
      siteId: library.siteId,
    },
    fileSystemInfo: { createdDateTime: at, lastModifiedDateTime: at },
  };
}

function uuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
