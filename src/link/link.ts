import { randomUUID } from 'node:crypto';

import type { AuthDefinition, Integration } from '../engine/definitions/definition.ts';
import type { GivenCredentials } from '../engine/link.ts';
import type { CredentialProperties, Credentials } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';
import type { StoredCredential, StoredCredentials } from '../store/stored-credentials.ts';
import { createAsk, type AskingWay } from './asks.ts';
import { defaultLimits, type LinkLimits, type LinkPorts } from './link-ports.ts';
import { createMinter, type Ask, type Minter } from './mint.ts';
import { shareReads } from './shared-reads.ts';
import { createRefresher, isDue, type Refresher, type Renewable } from './refresh.ts';
import { credentialDead, tokenRefused } from './token-errors.ts';

export interface LinkOptions extends Omit<LinkPorts, 'newOwner' | 'limits'> {
  readonly store: StoredCredentials;
  /** The definitions that are served now. */
  readonly integration: (name: string) => Integration | undefined;
  readonly limits?: Partial<LinkLimits>;
}

/** An account that is about to be linked. */
export interface GivenAccount {
  readonly integration: Integration;
  /** Name of the way it is linked. */
  readonly auth: string;
  readonly credentials: GivenCredentials;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** How calls get their access tokens. */
export interface Link {
  /** The engine's port. */
  readonly credentials: Credentials;
  /**
   * Credentials that are not stored yet, ready to be attached: access tokens are asked for where the way to link does that.
   *
   * @throws PatchbayError PROVIDER_UNAUTHORIZED, PROVIDER_UNAVAILABLE, CONFIG_INVALID, EGRESS_BLOCKED
   */
  open(given: GivenAccount): Promise<GivenCredentials>;
  /** Resolves when no token is being asked for any more; what could not be stored so far is tried once more. */
  close(): Promise<void>;
}

type ReadStored = (accountId: string, name: string) => Promise<StoredCredential>;

interface Room {
  readonly options: LinkOptions;
  /** A stored credential, read once for all who ask at the same time. */
  readonly readStored: ReadStored;
  /** The same, or what was known of it a moment ago. */
  readonly recallStored: ReadStored;
  readonly ports: LinkPorts;
  readonly refresher: Refresher;
  readonly minter: Minter;
}

/** Stands between the engine and the stored credentials, and keeps access tokens fresh. */
export function createLink(options: LinkOptions): Link {
  const ports: LinkPorts = { ...options, newOwner: randomUUID, limits: { ...defaultLimits, ...options.limits } };
  const refresher = createRefresher(options.store, ports);
  const minter = createMinter(ports);
  const { store } = options;
  const readStored = createReader((accountId, name) => store.read(accountId, name));
  const recallStored = createReader((accountId, name) => store.recall(accountId, name));
  const room = { options, ports, refresher, minter, readStored, recallStored };
  return {
    credentials: {
      read: (accountId, name) => read(room, accountId, name),
      renew: (accountId, name, refused) => renew(room, accountId, name, refused),
      refused: (accountId, name, refused, reason) => noteRefused(room, accountId, name, refused, reason),
    },
    open: given => open(room, given),
    close: async () => {
      await Promise.all([refresher.settled(), minter.settled()]);
    },
  };
}

function createReader(readOne: ReadStored): ReadStored {
  const read = shareReads(key => {
    // Names of credentials hold no slash.
    const [accountId = '', name = ''] = key.split('/');
    return readOne(accountId, name);
  });
  return (accountId, name) => read(`${accountId}/${name}`);
}

async function read(room: Room, accountId: string, name: string): Promise<CredentialProperties> {
  const recalled = await room.recallStored(accountId, name);
  // Whether it has to be renewed is decided by what is stored now.
  const stored = isDue(recalled) ? await room.readStored(accountId, name) : recalled;
  const access = accessOf(room, stored);
  switch (access.kind) {
    case 'stored':
      return stored.properties;
    case 'renewed':
      return room.refresher.read(access.renewable);
    case 'asked':
      return room.minter.read(access.ask);
  }
}

async function renew(
  room: Room,
  accountId: string,
  name: string,
  refused: CredentialProperties,
): Promise<CredentialProperties | undefined> {
  const stored = await room.readStored(accountId, name);
  const access = accessOf(room, stored);
  switch (access.kind) {
    case 'stored':
      return isSameToken(stored.properties, refused) ? undefined : stored.properties;
    case 'renewed':
      return room.refresher.renew(access.renewable, refused);
    case 'asked':
      return room.minter.renew(access.ask, refused);
  }
}

async function noteRefused(
  room: Room,
  accountId: string,
  name: string,
  refused: CredentialProperties,
  reason: string,
): Promise<void> {
  const stored = await readUnlessGone(room, accountId, name);
  if (stored === undefined) return;
  const access = accessOf(room, stored);
  // A call that was under way while the credential was replaced says nothing about the new one.
  if (access.kind !== 'asked' && !isSameToken(stored.properties, refused)) return;
  await bury(room, stored, `the provider refused "${name}" (${reason})`, reason);
}

async function open(room: Room, { integration, auth, credentials, settings }: GivenAccount): Promise<GivenCredentials> {
  const way = wayOf(integration, auth);
  if (way?.style !== 'jwt_bearer' && way?.style !== 'oauth2_client_credentials') return credentials;
  const opened = Object.entries(credentials).map(async ([name, properties]) => {
    const linked = { accountId: `unlinked ${randomUUID()}`, name, properties, settings };
    // Nothing is stored yet that could be marked.
    const bury: Ask['bury'] = failure => Promise.resolve(tokenRefused(integration, failure));
    return [name, await room.minter.read({ ...createAsk(integration, way, linked, room.ports), bury })] as const;
  });
  return Object.fromEntries(await Promise.all(opened));
}

type Access =
  | { readonly kind: 'stored' }
  | { readonly kind: 'renewed'; readonly renewable: Renewable }
  | { readonly kind: 'asked'; readonly ask: Ask };

/** How this account's access token is had. Where the definition is gone, what is stored is all there is. */
function accessOf(room: Room, stored: StoredCredential): Access {
  const integration = room.options.integration(stored.integration);
  const way = integration && wayOf(integration, stored.auth);
  if (integration === undefined || way === undefined) return { kind: 'stored' };
  switch (way.style) {
    case 'fields':
      return { kind: 'stored' };
    case 'oauth2_code': {
      const { refresh } = way;
      if (refresh === undefined || stored.properties['refresh_token'] === undefined) return { kind: 'stored' };
      return { kind: 'renewed', renewable: { stored, integration, way: { ...way, refresh } } };
    }
    case 'jwt_bearer':
    case 'oauth2_client_credentials':
      return { kind: 'asked', ask: askOf(room, integration, way, stored) };
  }
}

function askOf(room: Room, integration: Integration, way: AskingWay, stored: StoredCredential): Ask {
  return {
    ...createAsk(integration, way, stored, room.ports),
    bury: async failure => {
      const { reason } = failure;
      await bury(room, stored, `${integration.label} gives no access token for "${stored.name}" (${reason})`, reason);
      return credentialDead(integration, stored.accountId, failure);
    },
  };
}

function wayOf(integration: Integration, auth: string): AuthDefinition | undefined {
  return Object.hasOwn(integration.auth, auth) ? integration.auth[auth] : undefined;
}

/** Marks the account, unless its credential was replaced meanwhile. */
async function bury({ options }: Room, stored: StoredCredential, words: string, reason: string): Promise<void> {
  const { accountId: account, name: credential } = stored;
  const isNoted = await options.store.refuse(stored, words);
  if (isNoted) options.log.warn({ account, credential, reason }, 'account needs to be linked again');
}

/** An account that was deleted or marked meanwhile needs no mark. */
async function readUnlessGone(
  { readStored }: Room,
  accountId: string,
  name: string,
): Promise<StoredCredential | undefined> {
  try {
    return await readStored(accountId, name);
  } catch (error) {
    const isGone = error instanceof PatchbayError && ['ACCOUNT_NOT_FOUND', 'ACCOUNT_NEEDS_REAUTH'].includes(error.code);
    if (isGone) return undefined;
    throw error;
  }
}

function isSameToken(stored: CredentialProperties, refused: CredentialProperties): boolean {
  const names = new Set([...Object.keys(stored), ...Object.keys(refused)]);
  return [...names].every(name => stored[name] === refused[name]);
}
