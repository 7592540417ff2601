import { demandScope } from '../api/authenticate.ts';
import { findChannel, findUser, isVisible } from '../api/find.ts';
import { method, type MethodContext } from '../api/method.ts';
import { keyOfNumber } from '../api/paging.ts';
import { SlackError } from '../api/slack-error.ts';
import { conversationScopes } from '../store/access.ts';
import type { Channel, ChannelKind } from '../store/workspace.ts';
import { channelView } from '../views/channel-view.ts';

const scopes = Object.values(conversationScopes.read);
const both = ['bot', 'user'] as const;
const kinds: Readonly<Record<string, ChannelKind>> = {
  public_channel: 'public',
  private_channel: 'private',
  mpim: 'mpim',
  im: 'im',
};

const listing = {
  types: { type: 'csv', default: ['public_channel'] },
  exclude_archived: { type: 'boolean', default: false },
  limit: { type: 'integer', default: 100, min: 1, max: 1000 },
  cursor: { type: 'string' },
  team_id: { type: 'string' },
} as const;

/** Methods that read conversations and who is in them. */
export const conversationsReadMethods = {
  'conversations.list': method({
    kind: 'read',
    tokens: both,
    scopes,
    tier: 'tier2',
    pages: 'cursor',
    team: 'named',
    parameters: listing,
    errors: ['invalid_cursor', 'invalid_types'],
    handle: (context, args) => {
      const wanted = wantedKinds(context, args.types);
      const visible = [...context.workspace.channels.values()].filter(channel => isVisible(context, channel));
      const { channels, nextCursor } = listChannels(context, args, { channels: visible, wanted });
      return {
        channels: channels.map(channel => channelView(context.workspace, channel, context.token, 'count')),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  }),
  'users.conversations': method({
    kind: 'read',
    tokens: both,
    scopes,
    tier: 'tier3',
    pages: 'cursor',
    team: 'named',
    parameters: {
      ...listing,
      user: { type: 'string' },
      limit: { ...listing.limit, max: 999, invalid: 'invalid_limit' },
    },
    errors: ['invalid_cursor', 'invalid_limit', 'invalid_types', 'user_not_found'],
    handle: (context, args) => {
      const wanted = wantedKinds(context, args.types);
      const user = findUser(context, args.user ?? context.token.userId);
      const joined = [...context.workspace.channels.values()].filter(
        channel => channel.members.has(user.id) && isVisible(context, channel),
      );
      const { channels, nextCursor } = listChannels(context, args, { channels: joined, wanted, binding: user.id });
      return {
        channels: channels.map(channel => channelView(context.workspace, channel, context.token, 'of_user')),
        response_metadata: { next_cursor: nextCursor },
      };
    },
  }),
  'conversations.info': method({
    kind: 'read',
    tokens: both,
    scopes,
    tier: 'tier3',
    parameters: {
      channel: { type: 'string', required: true },
      include_num_members: { type: 'boolean', default: false },
      include_locale: { type: 'boolean' },
    },
    errors: ['channel_not_found'],
    handle: (context, args) => {
      const channel = findChannel(context, args.channel, 'read');
      return {
        channel: channelView(
          context.workspace,
          channel,
          context.token,
          args.include_num_members ? 'count' : 'no_count',
        ),
      };
    },
  }),
  'conversations.members': method({
    kind: 'read',
    tokens: both,
    scopes,
    tier: 'tier4',
    pages: 'cursor',
    parameters: {
      channel: { type: 'string', required: true },
      limit: { ...listing.limit, invalid: 'invalid_limit' },
      cursor: listing.cursor,
    },
    errors: ['channel_not_found', 'fetch_members_failed', 'invalid_cursor', 'invalid_limit'],
    handle: (context, { channel: id, limit, cursor }) => {
      const channel = findChannel(context, id, 'read');
      const page = context.paging.take({
        items: [...channel.members],
        keyOf: ([, join]) => keyOfNumber(join),
        order: 'ascending',
        limit,
        cursor,
        binding: id,
        fill: 'short',
      });
      return { members: page.items.map(([userId]) => userId), response_metadata: { next_cursor: page.nextCursor } };
    },
  }),
};

/** @throws SlackError invalid_types; missing_scope when a kind is asked for without its scope */
function wantedKinds(context: MethodContext, types: readonly string[]): ReadonlySet<ChannelKind> {
  const wanted = new Set<ChannelKind>();
  for (const type of types) {
    const kind = kinds[type];
    if (kind === undefined) throw new SlackError('invalid_types');
    demandScope(context.token, [conversationScopes.read[kind]]);
    wanted.add(kind);
  }
  return wanted;
}

/** Slack cuts the page first and filters it then: a page may hold fewer than asked, even none, and still go on. */
function listChannels(
  context: MethodContext,
  args: { readonly exclude_archived: boolean; readonly limit: number; readonly cursor: string | undefined },
  from: { readonly channels: readonly Channel[]; readonly wanted: ReadonlySet<ChannelKind>; readonly binding?: string },
): { channels: Channel[]; nextCursor: string } {
  const page = context.paging.take({
    items: from.channels.map((channel, index) => ({ channel, index })),
    keyOf: ({ index }) => keyOfNumber(index),
    order: 'ascending',
    limit: args.limit,
    cursor: args.cursor,
    ...(from.binding === undefined ? {} : { binding: from.binding }),
  });
  const channels = page.items
    .map(({ channel }) => channel)
    .filter(channel => from.wanted.has(channel.kind) && !(args.exclude_archived && channel.archived));
  return { channels, nextCursor: page.nextCursor };
}
