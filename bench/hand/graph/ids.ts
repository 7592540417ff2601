import { createIdWriter } from '../../../src/engine/mapping/id-writer.ts';

const writerOf = (names: readonly string[], tag?: string) =>
  createIdWriter(
    { parts: names.map(name => ({ name, optional: false })), ...(tag === undefined ? {} : { tag }) },
    names,
  );

/** Unified ids from native ones, part by part; undefined where there is none. */
export const ids = {
  organization: writerOf(['organization']),
  workspace: writerOf(['team']),
  group: writerOf(['group']),
  member: writerOf(['user']),
  channel: writerOf(['team', 'channel'], 't'),
  chat: writerOf(['chat'], 'c'),
  root: writerOf(['team', 'channel', 'message'], 'm'),
  reply: writerOf(['team', 'channel', 'root', 'message'], 'r'),
  chatMessage: writerOf(['chat', 'message'], 'c'),
  attachment: writerOf(['message', 'attachment']),
};

/** What one record says of another; nothing without an id. */
export function reference(
  id: string | undefined,
  name: string | null | undefined,
): { id: string; name?: string } | undefined {
  if (id === undefined) return undefined;
  return name == null ? { id } : { id, name };
}
