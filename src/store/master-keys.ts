import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

import { PatchbayError } from '../errors.ts';

/** The operator's keys by version. One wraps, the others open what they wrap elsewhere, or did before. `KeyObject`s print nothing. */
export interface MasterKeys {
  readonly wrappingVersion: number;
  readonly byVersion: ReadonlyMap<number, KeyObject>;
}

const howTo =
  'A master key is 32 random bytes in base64 (make one with `openssl rand -base64 32`); several are written `v2:<base64>,v1:<base64>`.';

/**
 * Reads `<base64>` (version 1) or `v2:<base64>,v1:<base64>`. The first wraps: a new key is written behind the old one until
 * every process can open what it wraps, and before it then.
 *
 * @param source name of the variable or file, for messages
 * @throws PatchbayError CONFIG_INVALID; no message holds any part of a key
 */
export function parseMasterKeys(text: string, source: string): MasterKeys {
  const byVersion = new Map<number, KeyObject>();
  for (const entry of text.split(/[,\s]+/).filter(part => part !== '')) {
    const match = /^(?:v([1-9]\d{0,8}):)?([A-Za-z0-9+/_-]+={0,2})$/.exec(entry);
    if (match === null) throw refuse(source, 'cannot be read');
    const [, versionText, base64 = ''] = match;
    const version = Number(versionText ?? '1');
    if (byVersion.has(version)) throw refuse(source, `names version ${version} twice`);
    const bytes = Buffer.from(base64, 'base64');
    const weakness = weaknessOf(bytes);
    if (weakness !== undefined) throw refuse(source, `version ${version} ${weakness}`);
    byVersion.set(version, createSecretKey(bytes));
  }
  const [wrappingVersion] = byVersion.keys();
  if (wrappingVersion === undefined) throw refuse(source, 'is empty');
  return { wrappingVersion, byVersion };
}

/**
 * 32 bytes for sealing cursors, the same in every process. Derived from the oldest key: while a new one is rolled out,
 * processes with and without it agree; only taking the oldest away ends the walks in progress.
 */
export function deriveCursorSecret(keys: MasterKeys): Uint8Array {
  const oldest = keys.byVersion.get(Math.min(...keys.byVersion.keys()));
  if (oldest === undefined) throw new PatchbayError('CONFIG_INVALID', `There is no master key. ${howTo}`);
  return new Uint8Array(hkdfSync('sha256', oldest, new Uint8Array(0), 'patchbay cursor 1', 32));
}

/** Random bytes never look like this: fewer than 16 different values, or nothing but printable characters, in 32. */
function weaknessOf(bytes: Buffer): string | undefined {
  if (bytes.length !== 32) return `has ${bytes.length} bytes instead of 32`;
  if (new Set(bytes).size < 16) return 'repeats itself and is not random';
  if (bytes.every(byte => byte >= 0x20 && byte < 0x7f)) return 'is text and not random';
  return undefined;
}

function refuse(source: string, problem: string): PatchbayError {
  return new PatchbayError('CONFIG_INVALID', `${source}: the master key ${problem}. ${howTo}`);
}
