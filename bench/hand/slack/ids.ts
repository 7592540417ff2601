import { encodeId, type IdKey } from '../../../src/engine/mapping/ids.ts';

const keyOf = (...parts: IdKey['parts']): IdKey => ({ parts });

const organization = keyOf({ name: 'organization', optional: false });
const team = keyOf({ name: 'team', optional: false });
const group = keyOf({ name: 'group', optional: false });
const channel = keyOf({ name: 'channel', optional: false });
const user = keyOf({ name: 'user', optional: false });
const file = keyOf({ name: 'file', optional: false });
const message = keyOf(
  { name: 'channel', optional: false },
  { name: 'thread', optional: true },
  { name: 'ts', optional: false },
);

/** Unified ids from native ones; undefined where there is none. */
export const ids = {
  organization: (value: unknown) => encodeId(organization, { organization: value }),
  workspace: (value: unknown) => encodeId(team, { team: value }),
  group: (value: unknown) => encodeId(group, { group: value }),
  channel: (value: unknown) => encodeId(channel, { channel: value }),
  member: (value: unknown) => encodeId(user, { user: value }),
  attachment: (value: unknown) => encodeId(file, { file: value }),
  message: (channelId: unknown, thread: unknown, ts: unknown) => encodeId(message, { channel: channelId, thread, ts }),
};
