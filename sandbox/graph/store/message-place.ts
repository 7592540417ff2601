import { teamsTime } from './graph-time.ts';
import type { UserRecord } from './directory-records.ts';
import type { IdentitySet, MessageRecord } from './records.ts';

/** Where messages are: a channel of a team, or a chat. */
export type Place =
  | {
      readonly kind: 'channel';
      readonly tenantId: string;
      readonly teamId: string;
      readonly id: string;
      readonly name: string;
    }
  | { readonly kind: 'chat'; readonly tenantId: string; readonly id: string; readonly name: string };

/** The path of a message below `/v1.0`, with the ids as they are. */
export function messageAddress(place: Place, id: string): string {
  return place.kind === 'chat'
    ? `/chats/${place.id}/messages/${id}`
    : `/teams/${place.teamId}/channels/${place.id}/messages/${id}`;
}

/** What is particular to a new message. */
export type MessageFacts = Pick<MessageRecord, 'from' | 'body'> &
  Partial<Pick<MessageRecord, 'messageType' | 'subject' | 'importance' | 'attachments' | 'mentions' | 'eventDetail'>>;

/**
 * A new message; its id is the millisecond it was written at.
 *
 * One literal with every property: twenty-five thousand of them are made, and copies of such wide objects are slow.
 */
export function newMessage(place: Place, atMs: number, replyToId: string | null, facts: MessageFacts): MessageRecord {
  const id = String(atMs);
  const at = teamsTime(atMs);
  const isChat = place.kind === 'chat';
  return {
    id,
    replyToId,
    etag: id,
    messageType: facts.messageType ?? 'message',
    createdDateTime: at,
    lastModifiedDateTime: at,
    lastEditedDateTime: null,
    deletedDateTime: null,
    subject: facts.subject ?? null,
    summary: null,
    chatId: isChat ? place.id : null,
    importance: facts.importance ?? 'normal',
    locale: 'en-us',
    webUrl: isChat ? null : webUrl(place, id, replyToId),
    from: facts.from,
    policyViolation: null,
    body: facts.body,
    channelIdentity: isChat ? null : { teamId: place.teamId, channelId: place.id },
    attachments: facts.attachments ?? [],
    mentions: facts.mentions ?? [],
    reactions: [],
    eventDetail: facts.eventDetail ?? null,
  };
}

function webUrl(place: Extract<Place, { kind: 'channel' }>, id: string, replyToId: string | null): string {
  const query = `groupId=${place.teamId}&tenantId=${place.tenantId}&createdTime=${id}&parentMessageId=${replyToId ?? id}`;
  return `https://teams.microsoft.com/l/message/${encodeURIComponent(place.id)}/${id}?${query}`;
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
