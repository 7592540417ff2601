import type { DriveItemRecord } from './records.ts';

/** The document libraries of a tenant: flat, by drive and item. */
export interface Drives {
  find(driveId: string, itemId: string): DriveItemRecord | undefined;
  /** The item a link from a message points at; percent-encoding and case do not matter. */
  findByUrl(webUrl: string): DriveItemRecord | undefined;
  /** The item of the GUID in an `eTag`, as a download address names it. */
  findByUniqueId(uniqueId: string): DriveItemRecord | undefined;
  children(driveId: string, folderId: string): readonly DriveItemRecord[];
  add(item: DriveItemRecord): void;
}

/** Creates the register of files and folders. */
export function createDrives(): Drives {
  const byKey = new Map<string, DriveItemRecord>();
  const byUrl = new Map<string, DriveItemRecord>();
  const byUniqueId = new Map<string, DriveItemRecord>();
  const childrenOf = new Map<string, DriveItemRecord[]>();
  const key = (driveId: string, itemId: string): string => `${driveId} ${itemId.toUpperCase()}`;
  return {
    find: (driveId, itemId) => byKey.get(key(driveId, itemId)),
    findByUrl: webUrl => byUrl.get(normalise(webUrl)),
    findByUniqueId: uniqueId => byUniqueId.get(uniqueId.toUpperCase()),
    children: (driveId, folderId) => childrenOf.get(key(driveId, folderId)) ?? [],
    add(item) {
      const { driveId, id } = item.parentReference;
      byKey.set(key(driveId, item.id), item);
      byUrl.set(normalise(item.webUrl), item);
      byUniqueId.set(uniqueIdOf(item), item);
      if (id === undefined) return;
      const siblings = childrenOf.get(key(driveId, id)) ?? [];
      siblings.push(item);
      childrenOf.set(key(driveId, id), siblings);
    },
  };
}

/** The GUID inside an item's `eTag` (`"{GUID},1"`). */
export function uniqueIdOf(item: DriveItemRecord): string {
  return /\{([^}]+)\}/.exec(item.eTag)?.[1]?.toUpperCase() ?? '';
}

function normalise(url: string): string {
  try {
    return decodeURI(url).toLowerCase();
  } catch {
    return url.toLowerCase(); // a stray percent sign: compared as it stands
  }
}
