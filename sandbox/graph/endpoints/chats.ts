import { findChat, findOwner, signedIn } from '../api/access.ts';
import { endpoint, list, type Answer, type EndpointCall } from '../api/endpoint.ts';
import { root } from '../api/graph-root.ts';
import type { FilterRules } from '../odata/filter-rules.ts';
import { choose } from '../odata/select.ts';
import { properties } from '../odata/properties.ts';
import type { QueryRules } from '../odata/query-options.ts';
import type { Chat } from '../store/tenant.ts';
import { chatView, lastMessagePreview } from '../views/chat-view.ts';
import { contextPath } from './contexts.ts';
import { memberById, memberList, memberRules } from './teams.ts';

const filter: FilterRules = {
  chatType: { type: 'string', operators: ['eq', 'ne'] },
  topic: { type: 'string', operators: ['eq', 'contains', 'startswith'] },
  lastUpdatedDateTime: { type: 'dateTime', operators: ['gt', 'ge', 'lt', 'le'] },
};
const expand = ['members', 'lastMessagePreview'];
const chatRules: QueryRules = {
  type: 'chat',
  select: [...properties.chat, ...expand],
  top: { default: 20, max: 50 },
  filter,
  orderBy: { 'lastMessagePreview/createdDateTime': 'desc' },
  expand,
  countShown: 'page',
};

/** Chats, and who is in them. */
export const chatEndpoints = [
  endpoint({
    verb: 'GET',
    path: '/me/chats',
    service: 'teams',
    permission: 'GET /me/chats',
    rate: 'otherRead',
    query: chatRules,
    handle: call => chatsOf(call, signedIn(call).id),
  }),
  endpoint({
    verb: 'GET',
    path: '/users/{user}/chats',
    service: 'teams',
    permission: 'GET /users/{id}/chats',
    rate: 'otherRead',
    query: chatRules,
    handle: call => chatsOf(call, findOwner(call, call.params.user).id),
  }),
  endpoint({
    verb: 'GET',
    path: '/chats',
    service: 'teams',
    permission: 'GET /chats',
    rate: 'otherRead',
    query: chatRules,
    handle: call => chatsOf(call, call.token.userId),
  }),
  endpoint({
    verb: 'GET',
    path: '/chats/{chat}',
    service: 'teams',
    permission: 'GET /chats/{id}',
    rate: 'otherRead',
    query: { type: 'chat', select: [...properties.chat, ...expand], expand },
    handle: call => {
      const chat = findChat(call, call.params.chat);
      return {
        kind: 'one',
        value: chatView(chat, call.token),
        context: 'chats',
        expand: property => expanded(call, chat, property),
      };
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/chats/{chat}/members',
    service: 'teams',
    permission: 'GET /chats/{id}/members',
    rate: 'members',
    query: { type: 'conversationMember', countShown: 'page' },
    handle: call => memberList(findChat(call, call.params.chat).members.values(), membersContext(call.params.chat)),
  }),
  endpoint({
    verb: 'GET',
    path: '/chats/{chat}/members/{member}',
    service: 'teams',
    permission: 'GET /chats/{id}/members/{id}',
    rate: 'members',
    query: { type: memberRules.type },
    handle: call =>
      memberById(
        findChat(call, call.params.chat).members.values(),
        call.params.member,
        membersContext(call.params.chat),
      ),
  }),
];

const membersContext = (chat: string): string => contextPath(['chats', chat], 'members');

/** Chats of a person, or every chat of the tenant; the one that changed last comes first. */
function chatsOf(call: EndpointCall<never>, userId: string | undefined): Answer {
  const items = [...call.tenant.chats.values()].filter(({ members }) => userId === undefined || members.has(userId));
  return list({
    items: items.sort((a, b) => Date.parse(b.record.lastUpdatedDateTime) - Date.parse(a.record.lastUpdatedDateTime)),
    show: chat => chatView(chat, call.token),
    whole: chat => ({ ...chatView(chat, call.token), lastMessagePreview: lastMessagePreview(chat) }),
    key: ({ record }) => [-Date.parse(record.lastUpdatedDateTime), record.id],
    expand: (chat, property) => expanded(call, chat, property),
    context: 'chats',
  });
}

function expanded({ options }: EndpointCall<never>, chat: Chat, property: string): object {
  const { id } = chat.record;
  if (property === 'lastMessagePreview') {
    return {
      'lastMessagePreview@odata.context': `${root}/$metadata#${contextPath(['chats', id], 'lastMessagePreview')}/$entity`,
      lastMessagePreview: lastMessagePreview(chat),
    };
  }
  const inner = options.expand.find(expansion => expansion.property === 'members')?.select;
  const members = [...chat.members.values()];
  return {
    'members@odata.context': `${root}/$metadata#${contextPath(['chats', id], 'members')}`,
    members: inner === undefined ? members : members.map(member => choose(member, inner)),
  };
}
