import { encodeId, type IdKey } from '../../../src/engine/mapping/ids.ts';

const keyOf = (name: string): IdKey => ({ parts: [{ name, optional: false }] });

/** A key whose parts stand between literal words of a path. */
const pathOf = (...names: readonly (readonly [literal: string, part: string])[]): IdKey => ({
  parts: names.map(([, name]) => ({ name, optional: false })),
  pattern: { segments: names.flatMap(([literal, part]) => [{ literal }, { part }]) },
});

const customer = keyOf('customer');
const domain = keyOf('domain');
const group = keyOf('group');
const user = keyOf('user');
const space = pathOf(['spaces', 'space']);
const message = pathOf(['spaces', 'space'], ['messages', 'message']);
const attachment = pathOf(['spaces', 'space'], ['messages', 'message'], ['attachments', 'attachment']);

/** Unified ids from native ones; undefined where there is none. */
export const ids = {
  organization: (value: unknown) => encodeId(customer, { customer: value }),
  workspace: (value: unknown) => encodeId(domain, { domain: value }),
  group: (value: unknown) => encodeId(group, { group: value }),
  member: (value: unknown) => encodeId(user, { user: value }),
  channel: (name: unknown) => encodeId(space, { name }),
  message: (name: unknown) => encodeId(message, { name }),
  messageOfParts: (spaceId: unknown, messageId: unknown) => encodeId(message, { space: spaceId, message: messageId }),
  attachment: (name: unknown) => encodeId(attachment, { name }),
};

/** What stands behind a word in a resource name: all of it where the word is not there. */
export function behind(word: string, name: string | null | undefined): string | undefined {
  if (name == null) return undefined;
  const at = name.indexOf(word);
  return at === -1 ? name : name.slice(at + word.length);
}
