import { createIdWriter } from '../../../src/engine/mapping/id-writer.ts';
import type { IdKey } from '../../../src/engine/mapping/ids.ts';

const keyOf = (name: string): IdKey => ({ parts: [{ name, optional: false }] });

/** A key whose parts stand between literal words of a path. */
const pathOf = (...names: readonly (readonly [literal: string, part: string])[]): IdKey => ({
  parts: names.map(([, name]) => ({ name, optional: false })),
  pattern: { segments: names.flatMap(([literal, part]) => [{ literal }, { part }]) },
});

const ofOne = (name: string) => createIdWriter(keyOf(name), [name]);

const space = pathOf(['spaces', 'space']);
const message = pathOf(['spaces', 'space'], ['messages', 'message']);
const attachment = pathOf(['spaces', 'space'], ['messages', 'message'], ['attachments', 'attachment']);

/** Unified ids from native ones; undefined where there is none. */
export const ids = {
  organization: ofOne('customer'),
  workspace: ofOne('domain'),
  group: ofOne('group'),
  member: ofOne('user'),
  channel: createIdWriter(space, ['name']),
  message: createIdWriter(message, ['name']),
  messageOfParts: createIdWriter(message, ['space', 'message']),
  attachment: createIdWriter(attachment, ['name']),
};

/** What stands behind a word in a resource name: all of it where the word is not there. */
export function behind(word: string, name: string | null | undefined): string | undefined {
  if (name == null) return undefined;
  const at = name.indexOf(word);
  return at === -1 ? name : name.slice(at + word.length);
}
