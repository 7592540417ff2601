import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import { PatchbayError } from '../../errors.ts';

/** The operating system user the server runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

/**
 * The user to run as: undefined for the current one. PostgreSQL refuses to run as root, so root runs it as `nobody`.
 *
 * @throws PatchbayError CONFIG_INVALID when root finds no such user
 */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find(entry => entry.startsWith('nobody:'));
  const [name, , uid, gid] = (line ?? '').split(':');
  if (name === undefined || uid === undefined || gid === undefined) {
    throw new PatchbayError(
      'CONFIG_INVALID',
      'PostgreSQL does not run as root, and this machine has no user "nobody" to run it as. ' +
        'Start as an ordinary user, or set DATABASE_URL.',
    );
  }
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** The highest folder on the way to `path` that this user may not pass; undefined when the way is free. */
export function barredAt(path: string, user: ServerUser): string | undefined {
  const parent = dirname(path);
  const above = parent === path ? undefined : barredAt(parent, user);
  if (above !== undefined) return above;
  const { mode, uid, gid } = statSync(path);
  const execute = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & execute) === 0 ? path : undefined;
}
