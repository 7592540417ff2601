import { findJoinedChannel, findMessage, isVisible } from '../api/find.ts';
import { method, type MethodContext } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';
import { normaliseTs } from '../store/timestamp.ts';
import type { MessageRecord } from '../store/records.ts';
import type { Channel } from '../store/workspace.ts';
import { messageView } from '../views/message-view.ts';
import { permalink } from '../views/permalink.ts';

const both = ['bot', 'user'] as const;
const place = {
  channel: { type: 'string', required: true, missing: 'no_item_specified' },
  timestamp: { type: 'string', required: true, missing: 'no_item_specified' },
} as const;
const placeErrors = ['bad_timestamp', 'channel_not_found', 'message_not_found', 'no_item_specified', 'not_in_channel'];
const name = { type: 'string', required: true, missing: 'invalid_name' } as const;

/** Methods about reactions. */
export const reactionsMethods = {
  'reactions.add': method({
    kind: 'write',
    tokens: both,
    scopes: ['reactions:write'],
    tier: 'tier3',
    parameters: { ...place, name },
    errors: [...placeErrors, 'already_reacted', 'invalid_name', 'is_archived'],
    handle: (context, args) => {
      const { message } = findPlace(context, args, 'write');
      if (!/^[\p{L}\p{N}_+'-]+(::skin-tone-[2-6])?$/u.test(args.name)) throw new SlackError('invalid_name');
      const others = message.reactions ?? [];
      const reaction = others.find(candidate => candidate.name === args.name);
      if (reaction?.users.includes(context.token.userId) === true) throw new SlackError('already_reacted');
      if (reaction === undefined)
        message.reactions = [...others, { name: args.name, users: [context.token.userId], count: 1 }];
      else reaction.count = reaction.users.push(context.token.userId);
      return {};
    },
  }),
  'reactions.remove': method({
    kind: 'write',
    tokens: both,
    scopes: ['reactions:write'],
    tier: 'tier2',
    parameters: { ...place, name },
    errors: [...placeErrors, 'invalid_name', 'is_archived', 'no_reaction'],
    handle: (context, args) => {
      const { message } = findPlace(context, args, 'write');
      const reaction = message.reactions?.find(candidate => candidate.name === args.name);
      if (reaction?.users.includes(context.token.userId) !== true) throw new SlackError('no_reaction');
      reaction.users = reaction.users.filter(user => user !== context.token.userId);
      reaction.count = reaction.users.length;
      const left = (message.reactions ?? []).filter(candidate => candidate.count > 0);
      if (left.length > 0) message.reactions = left;
      else delete message.reactions;
      return {};
    },
  }),
  'reactions.get': method({
    kind: 'read',
    tokens: both,
    scopes: ['reactions:read'],
    tier: 'tier3',
    parameters: { ...place, full: { type: 'boolean' } },
    errors: placeErrors,
    handle: (context, args) => {
      const { channel, message } = findPlace(context, args, 'read');
      return { type: 'message', channel: channel.id, message: withPermalink(context, channel, message) };
    },
  }),
  'reactions.list': method({
    kind: 'read',
    tokens: both,
    scopes: ['reactions:read'],
    tier: 'tier2',
    pages: 'cursor',
    parameters: {
      user: { type: 'string' },
      limit: { type: 'integer', default: 100, min: 1, max: 1000 },
      cursor: { type: 'string' },
    },
    errors: ['invalid_cursor'],
    handle: (context, args) => {
      const user = args.user ?? context.token.userId;
      const found = [...context.workspace.channels.values()]
        .filter(channel => isVisible(context, channel))
        .flatMap(channel =>
          reactedTo(channel, user).map(message => ({ channel, message, key: `${channel.id} ${message.ts}` })),
        )
        .sort((a, b) => (a.key < b.key ? -1 : 1));
      const { limit, cursor } = args;
      const page = context.paging.take({
        items: found,
        keyOf: item => item.key,
        order: 'ascending',
        limit,
        cursor,
        binding: user,
      });
      return {
        items: page.items.map(({ channel, message }) => ({
          type: 'message',
          channel: channel.id,
          message: withPermalink(context, channel, message),
        })),
        response_metadata: { next_cursor: page.nextCursor },
      };
    },
  }),
};

function findPlace(
  context: MethodContext,
  args: { readonly channel: string; readonly timestamp: string },
  purpose: 'read' | 'write',
): { channel: Channel; message: MessageRecord } {
  const channel = findJoinedChannel(context, args.channel, 'read');
  if (purpose === 'write' && channel.archived) throw new SlackError('is_archived');
  if (normaliseTs(args.timestamp) === undefined) throw new SlackError('bad_timestamp');
  return { channel, message: findMessage(channel, args.timestamp) };
}

function withPermalink(context: MethodContext, channel: Channel, message: MessageRecord) {
  const view = messageView(channel, message, { place: 'thread', metadata: 'none' });
  return { ...view, permalink: permalink(context.workspace, channel, message) };
}

function reactedTo(channel: Channel, user: string): MessageRecord[] {
  return channel.messages
    .all()
    .filter(message => message.reactions?.some(reaction => reaction.users.includes(user)) === true);
}
