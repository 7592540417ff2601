import { encodeId, type IdKey } from '../../../src/engine/mapping/ids.ts';

const keyOf = (names: readonly string[], tag?: string): IdKey => ({
  parts: names.map(name => ({ name, optional: false })),
  ...(tag === undefined ? {} : { tag }),
});

const organization = keyOf(['organization']);
const team = keyOf(['team']);
const group = keyOf(['group']);
const user = keyOf(['user']);
const channel = keyOf(['team', 'channel'], 't');
const chat = keyOf(['chat'], 'c');
const root = keyOf(['team', 'channel', 'message'], 'm');
const reply = keyOf(['team', 'channel', 'root', 'message'], 'r');
const chatMessage = keyOf(['chat', 'message'], 'c');
const attachment = keyOf(['message', 'attachment']);

/** Unified ids from native ones; undefined where there is none. */
export const ids = {
  organization: (value: unknown) => encodeId(organization, { organization: value }),
  workspace: (value: unknown) => encodeId(team, { team: value }),
  group: (value: unknown) => encodeId(group, { group: value }),
  member: (value: unknown) => encodeId(user, { user: value }),
  channel: (teamId: unknown, channelId: unknown) => encodeId(channel, { team: teamId, channel: channelId }),
  chat: (value: unknown) => encodeId(chat, { chat: value }),
  root: (teamId: unknown, channelId: unknown, message: unknown) =>
    encodeId(root, { team: teamId, channel: channelId, message }),
  reply: (teamId: unknown, channelId: unknown, rootId: unknown, message: unknown) =>
    encodeId(reply, { team: teamId, channel: channelId, root: rootId, message }),
  chatMessage: (chatId: unknown, message: unknown) => encodeId(chatMessage, { chat: chatId, message }),
  attachment: (message: unknown, own: unknown) => encodeId(attachment, { message, attachment: own }),
};

/** What one record says of another; nothing without an id. */
export function reference(
  id: string | undefined,
  name: string | null | undefined,
): { id: string; name?: string } | undefined {
  if (id === undefined) return undefined;
  return name == null ? { id } : { id, name };
}
