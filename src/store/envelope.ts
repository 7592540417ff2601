import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

import { PatchbayError } from '../errors.ts';
import type { MasterKeys } from './master-keys.ts';

/**
 * Where a secret stands. It is authenticated with the secret, so bytes moved to another environment, account or column
 * do not decrypt there.
 */
export interface Place {
  readonly environmentId: string;
  readonly accountId: string;
  /** `table.column`, and the row's own name where an account has several. */
  readonly column: string;
}

/** A data key as stored. */
export interface WrappedKey {
  readonly wrapped: Buffer;
  readonly masterKeyVersion: number;
}

/** A new random data key: in clear for use now, and wrapped by the first master key for the row. */
export function createDataKey(masterKeys: MasterKeys, place: Place): { dataKey: KeyObject; stored: WrappedKey } {
  const dataKey = createSecretKey(randomBytes(32));
  return { dataKey, stored: wrapDataKey(masterKeys, place, dataKey) };
}

/** The data key wrapped by the first master key. */
export function wrapDataKey(masterKeys: MasterKeys, place: Place, dataKey: KeyObject): WrappedKey {
  const masterKeyVersion = masterKeys.wrappingVersion;
  const wrapped = seal(masterKey(masterKeys, masterKeyVersion), place, dataKey.export());
  return { wrapped, masterKeyVersion };
}

/**
 * The data key in clear.
 *
 * @throws PatchbayError CONFIG_INVALID when the master key that wrapped it is not configured; INTERNAL when the bytes are
 *   not what was stored here
 */
export function unwrapDataKey(masterKeys: MasterKeys, place: Place, stored: WrappedKey): KeyObject {
  return createSecretKey(open(masterKey(masterKeys, stored.masterKeyVersion), place, stored.wrapped));
}

const format = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts with AES-256-GCM: format byte, nonce, tag, ciphertext. */
export function seal(key: KeyObject, place: Place, plaintext: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associatedData(place));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Uint8Array.of(format), nonce, cipher.getAuthTag(), body]);
}

/**
 * Decrypts what `seal` made for the same place.
 *
 * @throws PatchbayError INTERNAL when a bit differs, or the key or the place is another
 */
export function open(key: KeyObject, place: Place, sealed: Uint8Array): Buffer {
  const bodyAt = 1 + nonceBytes + tagBytes;
  if (sealed[0] !== format || sealed.length < bodyAt) throw unreadable(place);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(sealed.subarray(1 + nonceBytes, bodyAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()]);
  } catch (error) {
    throw unreadable(place, error);
  }
}

/** JSON keeps the parts apart: no two places have the same bytes. */
function associatedData(place: Place): Buffer {
  return Buffer.from(JSON.stringify([place.environmentId, place.accountId, place.column]));
}

function masterKey(keys: MasterKeys, version: number): KeyObject {
  const key = keys.byVersion.get(version);
  if (key !== undefined) return key;
  throw new PatchbayError(
    'CONFIG_INVALID',
    `A stored secret was encrypted with version ${version} of the master key, which is not configured. ` +
      `Add it to PATCHBAY_MASTER_KEY as "v${version}:<base64>".`,
  );
}

function unreadable(place: Place, cause?: unknown): PatchbayError {
  return new PatchbayError(
    'INTERNAL',
    `The stored secret ${place.column} of account ${place.accountId} does not decrypt: ` +
      'it was changed or moved in the database, or the master key is not the one it was encrypted with.',
    { cause },
  );
}
