import { findChannel, findMessage, findTeam } from '../api/access.ts';
import { endpoint, list, type EndpointCall } from '../api/endpoint.ts';
import { forbidden } from '../api/graph-error.ts';
import { openToken, sealToken } from '../odata/paging.ts';
import type { QueryRules } from '../odata/query-options.ts';
import type { Message } from '../store/message-log.ts';
import type { Place } from '../store/message-place.ts';
import type { Channel } from '../store/tenant.ts';
import { root } from '../api/graph-root.ts';
import { contextPath } from './contexts.ts';
import { exportList, replyList, rootList, shownMessage } from './message-lists.ts';
import { editMessage, postMessage, softDelete, undoSoftDelete } from './message-writes.ts';

const pages = {
  type: 'chatMessage',
  top: { default: 20, max: 50 },
  countShown: 'page',
  nextLink: 'token',
} as const satisfies QueryRules;
const single: QueryRules = { type: 'chatMessage' };
/** Replies that come along with `$expand=replies`; there is a link to the rest. */
const maxExpandedReplies = 200;

type ChannelCall = EndpointCall<'team' | 'channel'>;

/** Messages of channels, replies to them, and their export by apps. */
export const channelMessageEndpoints = [
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels/{channel}/messages',
    service: 'teams',
    permission: 'GET /teams/{id}/channels/{id}/messages',
    rate: 'messageRead',
    query: { ...pages, expand: ['replies'] },
    handle: call => {
      const channel = channelOf(call);
      return rootList(channel.messages.roots(), messagesContext(call), message =>
        expandedReplies(call, channel, message),
      );
    },
  }),
  endpoint({
    verb: 'POST',
    path: '/teams/{team}/channels/{channel}/messages',
    service: 'teams',
    permission: 'POST /teams/{id}/channels/{id}/messages',
    rate: 'messagePost',
    query: single,
    handle: call => {
      const channel = writableChannel(call);
      return postMessage(call, placeOf(channel), channel.messages, { replyToId: null, context: messagesContext(call) });
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels/{channel}/messages/delta',
    service: 'teams',
    permission: 'GET /teams/{id}/channels/{id}/messages/delta',
    rate: 'messageRead',
    query: { ...pages, delta: true, filter: { lastModifiedDateTime: { type: 'dateTime', operators: ['gt'] } } },
    handle: call => {
      const { messages } = channelOf(call);
      const owner = `delta ${call.params.channel}`;
      const { deltaToken } = call.options;
      const sinceMs = deltaToken === undefined ? 0 : Number(openToken(owner, deltaToken)[0]);
      const changed = [...messages.roots()].reverse().filter(({ modifiedMs }) => modifiedMs > sinceMs);
      return list({
        items: changed,
        show: shownMessage,
        key: ({ modifiedMs, record }: Message) => [modifiedMs, Number(record.id)],
        context: `Collection(chatMessage)`,
        deltaToken: () => sealToken(owner, [messages.roots()[0]?.modifiedMs ?? 0]),
      });
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels/{channel}/messages/{message}',
    service: 'teams',
    permission: 'GET /teams/{id}/channels/{id}/messages/{id}',
    rate: 'messageRead',
    query: { ...single, expand: ['replies'] },
    handle: call => {
      const channel = channelOf(call);
      const message = findMessage(channel.messages, call.params.message, null);
      const expand = (): object => expandedReplies(call, channel, message);
      return { kind: 'one', value: message.record, context: messagesContext(call), expand };
    },
  }),
  endpoint({
    verb: 'PATCH',
    path: '/teams/{team}/channels/{channel}/messages/{message}',
    service: 'teams',
    permission: 'PATCH /teams/{id}/channels/{id}/messages/{id}',
    rate: 'other',
    query: single,
    handle: call => {
      const { messages } = writableChannel(call);
      return editMessage(call, messages, findMessage(messages, call.params.message, null));
    },
  }),
  endpoint({
    verb: 'POST',
    path: '/teams/{team}/channels/{channel}/messages/{message}/softDelete',
    service: 'teams',
    permission: 'POST /teams/{id}/channels/{id}/messages/{id}/softdelete',
    rate: 'other',
    query: single,
    handle: call => {
      const { messages } = writableChannel(call);
      return softDelete(call, messages, findMessage(messages, call.params.message, null));
    },
  }),
  endpoint({
    verb: 'POST',
    path: '/teams/{team}/channels/{channel}/messages/{message}/undoSoftDelete',
    service: 'teams',
    permission: 'POST /teams/{id}/channels/{id}/messages/{id}/undosoftdelete',
    rate: 'other',
    query: single,
    handle: call => {
      const { messages } = writableChannel(call);
      return undoSoftDelete(call, messages, findMessage(messages, call.params.message, null));
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels/{channel}/messages/{message}/replies',
    service: 'teams',
    permission: 'GET /teams/{id}/channels/{id}/messages/{id}/replies',
    rate: 'messageRead',
    query: pages,
    handle: call => {
      const { messages } = channelOf(call);
      const { record } = findMessage(messages, call.params.message, null);
      return replyList(messages.replies(record.id), repliesContext(call));
    },
  }),
  endpoint({
    verb: 'POST',
    path: '/teams/{team}/channels/{channel}/messages/{message}/replies',
    service: 'teams',
    permission: 'POST /teams/{id}/channels/{id}/messages/{id}/replies',
    rate: 'messagePost',
    query: single,
    handle: call => {
      const channel = writableChannel(call);
      const { record } = findMessage(channel.messages, call.params.message, null);
      return postMessage(call, placeOf(channel), channel.messages, {
        replyToId: record.id,
        context: repliesContext(call),
      });
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels/{channel}/messages/{message}/replies/{reply}',
    service: 'teams',
    permission: 'GET /teams/{id}/channels/{id}/messages/{id}/replies/{id}',
    rate: 'messageRead',
    query: single,
    handle: call => ({ kind: 'one', value: replyOf(call).record, context: repliesContext(call) }),
  }),
  endpoint({
    verb: 'PATCH',
    path: '/teams/{team}/channels/{channel}/messages/{message}/replies/{reply}',
    service: 'teams',
    permission: 'PATCH /teams/{id}/channels/{id}/messages/{id}/replies/{id}',
    rate: 'other',
    query: single,
    handle: call => editMessage(call, writableChannel(call).messages, replyOf(call)),
  }),
  endpoint({
    verb: 'POST',
    path: '/teams/{team}/channels/{channel}/messages/{message}/replies/{reply}/softDelete',
    service: 'teams',
    permission: 'POST /teams/{id}/channels/{id}/messages/{id}/replies/{id}/softdelete',
    rate: 'other',
    query: single,
    handle: call => softDelete(call, writableChannel(call).messages, replyOf(call)),
  }),
  endpoint({
    verb: 'POST',
    path: '/teams/{team}/channels/{channel}/messages/{message}/replies/{reply}/undoSoftDelete',
    service: 'teams',
    permission: 'POST /teams/{id}/channels/{id}/messages/{id}/replies/{id}/undosoftdelete',
    rate: 'other',
    query: single,
    handle: call => undoSoftDelete(call, writableChannel(call).messages, replyOf(call)),
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels/getAllMessages',
    service: 'teams',
    permission: 'GET /teams/{id}/channels/getallmessages',
    rate: 'export',
    query: {
      type: 'chatMessage',
      top: { default: 50, max: 50 },
      filter: { lastModifiedDateTime: { type: 'dateTime', operators: ['gt', 'lt'] } },
      countShown: 'page',
      others: ['model'],
    },
    handle: call => exportList([...findTeam(call, call.params.team).channels.values()].map(({ messages }) => messages)),
  }),
];

function channelOf(call: ChannelCall): Channel {
  return findChannel(call, call.params.team, call.params.channel);
}

/** @throws GraphError 403 for an archived channel */
function writableChannel(call: ChannelCall): Channel {
  const channel = channelOf(call);
  if (channel.record.isArchived) throw forbidden('The channel is archived and read-only.', 'InsufficientPrivileges');
  return channel;
}

function replyOf(call: EndpointCall<'team' | 'channel' | 'message' | 'reply'>): Message {
  const { messages } = channelOf(call);
  const { record } = findMessage(messages, call.params.message, null);
  return findMessage(messages, call.params.reply, record.id);
}

function placeOf({ record, teamId }: Channel): Place {
  return { kind: 'channel', tenantId: record.tenantId, teamId, id: record.id, name: record.displayName };
}

const messagesContext = ({ params }: ChannelCall): string =>
  contextPath(['teams', params.team], ['channels', params.channel], 'messages');

function repliesContext({ params }: EndpointCall<'team' | 'channel' | 'message'>): string {
  return contextPath(['teams', params.team], ['channels', params.channel], ['messages', params.message], 'replies');
}

/** The newest replies inside their root, and where the rest is. */
function expandedReplies({ params }: ChannelCall, { messages }: Channel, { record }: Message): object {
  const all = messages.replies(record.id);
  const context = contextPath(['teams', params.team], ['channels', params.channel], ['messages', record.id], 'replies');
  const rest = `${root}/teams/${params.team}/channels/${encodeURIComponent(params.channel)}/messages/${record.id}/replies`;
  return {
    'replies@odata.context': `${root}/$metadata#${context}`,
    'replies@odata.count': Math.min(all.length, maxExpandedReplies),
    ...(all.length > maxExpandedReplies ? { 'replies@odata.nextLink': rest } : {}),
    replies: all.slice(0, maxExpandedReplies).map(shownMessage),
  };
}
