import { findChat, findMessage, findOwner, signedIn } from '../api/access.ts';
import { endpoint, type EndpointCall } from '../api/endpoint.ts';
import type { QueryRules } from '../odata/query-options.ts';
import type { Place } from '../store/message-place.ts';
import type { Chat } from '../store/tenant.ts';
import { contextPath } from './contexts.ts';
import { exportList, rootList } from './message-lists.ts';
import { editMessage, postMessage, softDelete, undoSoftDelete } from './message-writes.ts';

const single: QueryRules = { type: 'chatMessage' };
const exportRules: QueryRules = {
  type: 'chatMessage',
  top: { default: 50, max: 50 },
  filter: {
    lastModifiedDateTime: { type: 'dateTime', operators: ['gt', 'lt'] },
    'from/user/id': { type: 'string', operators: ['eq'] },
    'from/application/id': { type: 'string', operators: ['eq'] },
  },
  countShown: 'page',
  others: ['model'],
};

/** Messages of chats, and their export by apps. */
export const chatMessageEndpoints = [
  endpoint({
    verb: 'GET',
    path: '/chats/{chat}/messages',
    service: 'teams',
    permission: 'GET /chats/{id}/messages',
    rate: 'messageRead',
    query: {
      type: 'chatMessage',
      top: { default: 20, max: 50 },
      orderBy: { createdDateTime: 'desc', lastModifiedDateTime: 'desc' },
      filter: {
        lastModifiedDateTime: { type: 'dateTime', operators: ['gt', 'lt'] },
        createdDateTime: { type: 'dateTime', operators: ['lt'] },
      },
      filterNeedsOrder: true,
      countShown: 'page',
    },
    handle: call => rootList(findChat(call, call.params.chat).messages.roots(), messagesContext(call)),
  }),
  endpoint({
    verb: 'GET',
    path: '/chats/{chat}/messages/{message}',
    service: 'teams',
    permission: 'GET /chats/{id}/messages/{id}',
    rate: 'messageRead',
    query: single,
    handle: call => {
      const message = findMessage(findChat(call, call.params.chat).messages, call.params.message, null);
      return { kind: 'one', value: message.record, context: messagesContext(call) };
    },
  }),
  endpoint({
    verb: 'POST',
    path: '/chats/{chat}/messages',
    service: 'teams',
    permission: 'POST /chats/{id}/messages',
    rate: 'messagePost',
    query: single,
    handle: call => {
      const chat = findChat(call, call.params.chat);
      return postMessage(call, placeOf(chat), chat.messages, { replyToId: null, context: messagesContext(call) });
    },
  }),
  endpoint({
    verb: 'PATCH',
    path: '/chats/{chat}/messages/{message}',
    service: 'teams',
    permission: 'PATCH /chats/{id}/messages/{id}',
    rate: 'other',
    query: single,
    handle: call => {
      const { messages } = findChat(call, call.params.chat);
      return editMessage(call, messages, findMessage(messages, call.params.message, null));
    },
  }),
  endpoint({
    verb: 'POST',
    path: '/users/{user}/chats/{chat}/messages/{message}/softDelete',
    service: 'teams',
    permission: 'POST /users/{id}/chats/{id}/messages/{id}/softdelete',
    rate: 'other',
    query: single,
    handle: call => {
      findOwner(call, call.params.user);
      const { messages } = findChat(call, call.params.chat);
      return softDelete(call, messages, findMessage(messages, call.params.message, null));
    },
  }),
  endpoint({
    verb: 'POST',
    path: '/users/{user}/chats/{chat}/messages/{message}/undoSoftDelete',
    service: 'teams',
    permission: 'POST /users/{id}/chats/{id}/messages/{id}/undosoftdelete',
    rate: 'other',
    query: single,
    handle: call => {
      findOwner(call, call.params.user);
      const { messages } = findChat(call, call.params.chat);
      return undoSoftDelete(call, messages, findMessage(messages, call.params.message, null));
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/users/{user}/chats/getAllMessages',
    service: 'teams',
    permission: 'GET /users/{id}/chats/getallmessages',
    rate: 'export',
    query: exportRules,
    handle: call => exportOf(call, findOwner(call, call.params.user).id),
  }),
  endpoint({
    // Only apps may export, and an app has no `/me`: this path is there to be refused as Graph refuses it.
    verb: 'GET',
    path: '/me/chats/getAllMessages',
    service: 'teams',
    permission: 'GET /users/{id}/chats/getallmessages',
    rate: 'export',
    query: exportRules,
    handle: call => exportOf(call, signedIn(call).id),
  }),
];

function exportOf({ tenant }: EndpointCall<never>, userId: string) {
  const chats = [...tenant.chats.values()].filter(({ members }) => members.has(userId));
  return exportList(chats.map(({ messages }) => messages));
}

function placeOf({ record }: Chat): Place {
  return { kind: 'chat', tenantId: record.tenantId, id: record.id, name: record.topic ?? 'Chat' };
}

const messagesContext = ({ params }: EndpointCall<'chat'>): string => contextPath(['chats', params.chat], 'messages');
