import { createIdWriter } from '../../../src/engine/mapping/id-writer.ts';
import type { IdKey } from '../../../src/engine/mapping/ids.ts';

const ofOne = (name: string) => createIdWriter({ parts: [{ name, optional: false }] }, [name]);

const message: IdKey = {
  parts: [
    { name: 'channel', optional: false },
    { name: 'thread', optional: true },
    { name: 'ts', optional: false },
  ],
};

/** Unified ids from native ones; undefined where there is none. */
export const ids = {
  organization: ofOne('organization'),
  workspace: ofOne('team'),
  group: ofOne('group'),
  channel: ofOne('channel'),
  member: ofOne('user'),
  attachment: ofOne('file'),
  message: createIdWriter(message, ['channel', 'thread', 'ts']),
};
