import type { Ids } from './ids.ts';
import type { OauthClient, OauthGrants } from './oauth-grants.ts';
import type { ChatUser, Customer, DirectoryGroup, DirectoryUser, DriveFile } from './records.ts';
import type { RsaKeyPair } from './rsa-key.ts';
import type { Space } from './space.ts';
import type { Tokens } from './tokens.ts';

/** The service account of the Chat app. */
export interface ServiceAccount {
  readonly clientEmail: string;
  /** The id an administrator enters for delegation. */
  readonly clientId: string;
  readonly keyId: string;
  readonly projectId: string;
  readonly key: RsaKeyPair;
  /** The Chat app it calls as, when it names no `sub`. */
  readonly appId: string;
  /** Scopes an administrator allowed for calls in a user's name. */
  readonly delegatedScopes: readonly string[];
  /** Scopes of `chat.app.*` an administrator approved. */
  readonly approvedAppScopes: readonly string[];
}

/** An upload or an attachment's bytes, by the name in `attachmentDataRef.resourceName`. */
export interface Media {
  readonly spaceId: string;
  readonly contentName: string;
  readonly contentType: string;
  readonly content: () => Buffer;
}

/** A file sent to `attachments:upload` and not yet part of a message, by its `attachmentUploadToken`. */
export interface PendingUpload {
  readonly spaceId: string;
  readonly userId: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** What a `requestId` made, so that the same call again gives it back. */
export interface DoneRequest {
  readonly callerId: string;
  readonly resourceId: string;
}

/** People, groups, spaces and files: everything the seed fills. Maps keep the order of creation. */
export interface Content {
  readonly customer: Customer;
  readonly directory: Map<string, DirectoryUser>;
  readonly groups: Map<string, DirectoryGroup>;
  /** People and apps Chat knows, those of other organizations included; by id. */
  readonly users: Map<string, ChatUser>;
  readonly spaces: Map<string, Space>;
  readonly driveFiles: Map<string, DriveFile>;
  readonly media: Map<string, Media>;
  /** New ids, in Google's form. */
  readonly ids: Ids;
}

/** All state of the fake. Tests compare what a client saw with it. */
export interface GoogleChatStore extends Content {
  readonly tokens: Tokens;
  readonly grants: OauthGrants;
  readonly client: OauthClient;
  readonly serviceAccount: ServiceAccount;
  readonly uploads: Map<string, PendingUpload>;
  /** By the kind of resource, the place and the `requestId`. */
  readonly doneRequests: Map<string, DoneRequest>;
  /** Threads by the caller, the space and the `threadKey` the caller gave. */
  readonly threadKeys: Map<string, string>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The user with this id or e-mail address, whether or not the Directory lists it. */
export function findUser(store: Content, key: string): ChatUser | undefined {
  const known = store.users.get(key);
  if (known !== undefined || !key.includes('@')) return known;
  const address = key.toLowerCase();
  const listed = findDirectoryUser(store, address);
  if (listed !== undefined) return store.users.get(listed.id);
  for (const user of store.users.values()) if (user.email === address) return user;
  return undefined;
}

/** The Directory user with this id, e-mail address or alias; deleted ones do not count. */
export function findDirectoryUser(store: Content, key: string): DirectoryUser | undefined {
  const known = store.directory.get(key);
  if (known !== undefined) return known.deletionTime === undefined ? known : undefined;
  const address = key.toLowerCase();
  if (!address.includes('@')) return undefined;
  for (const user of store.directory.values()) {
    if (user.deletionTime !== undefined) continue;
    if (user.primaryEmail === address || user.aliases.includes(address)) return user;
  }
  return undefined;
}

/** The group with this id, e-mail address or alias. */
export function findGroup(store: Content, key: string): DirectoryGroup | undefined {
  const known = store.groups.get(key);
  if (known !== undefined) return known;
  const address = key.toLowerCase();
  for (const group of store.groups.values()) {
    if (group.email === address || group.aliases.includes(address)) return group;
  }
  return undefined;
}
