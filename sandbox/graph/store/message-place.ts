import type { IdentitySet, MessageRecord, UserRecord } from './records.ts';

/** Where messages are: a channel of a team, or a chat. */
export type Place =
  | { readonly kind: 'channel'; readonly tenantId: string; readonly teamId: string; readonly id: string; readonly name: string }
  | { readonly kind: 'chat'; readonly tenantId: string; readonly id: string; readonly name: string };

/** The path of a message below `/v1.0`, with the ids as they are. */
export function messageAddress(place: Place, id: string): string {
  return place.kind === 'chat' ? `/chats/${place.id}/messages/${id}` : `/teams/${place.teamId}/channels/${place.id}/messages/${id}`;
}

/** The properties that follow from where a message is and what it replies to. */
export function placeProperties(
  place: Place,
  id: string,
  replyToId: string | null,
): Pick<MessageRecord, 'id' | 'replyToId' | 'chatId' | 'webUrl' | 'channelIdentity'> {
  if (place.kind === 'chat') return { id, replyToId, chatId: place.id, webUrl: null, channelIdentity: null };
  const query = `groupId=${place.teamId}&tenantId=${place.tenantId}&createdTime=${id}&parentMessageId=${replyToId ?? id}`;
  return {
    id,
    replyToId,
    chatId: null,
    webUrl: `https://teams.microsoft.com/l/message/${encodeURIComponent(place.id)}/${id}?${query}`,
    channelIdentity: { teamId: place.teamId, channelId: place.id },
  };
}

/** A person of the tenant as the author of something. */
export function personIdentity(user: Pick<UserRecord, 'id' | 'displayName'>, tenantId: string): IdentitySet {
  return {
    application: null,
    device: null,
    user: {
      '@odata.type': '#microsoft.graph.teamworkUserIdentity',
      id: user.id,
      displayName: user.displayName,
      userIdentityType: 'aadUser',
      tenantId,
    },
  };
}
