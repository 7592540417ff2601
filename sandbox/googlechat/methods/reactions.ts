import { GoogleError, invalidField } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import { compileFilter, type Filter } from '../filters/compile-filter.ts';
import type { StoredMessage, StoredReaction } from '../store/records.ts';
import type { Space } from '../store/space.ts';
import { messageName } from '../views/message-view.ts';
import { userView } from '../views/user-view.ts';
import { demandMessage, demandSpace, permissionDenied } from './access.ts';

const chat = { host: 'chat.googleapis.com', form: 'rpc' } as const;
const service = 'google.chat.v1.ChatService';
const path = '/v1/spaces/{space}/messages/{message}/reactions';

const listFilter: Filter<StoredReaction> = {
  rules: {
    fields: {
      'emoji.unicode': { operators: ['='], or: 'allowed', family: 'emoji' },
      'emoji.custom_emoji.uid': { operators: ['='], or: 'allowed', family: 'emoji' },
      'user.name': { operators: ['='], or: 'allowed', pattern: /^users\/[^/]+$/ },
    },
  },
  tests: {
    comparison({ emoji, userId }, { field, value }) {
      if (field === 'user.name') return `users/${userId}` === value;
      return field === 'emoji.unicode' ? emoji.unicode === value : emoji.customEmoji?.uid === value;
    },
  },
};

/** Reactions to messages; people only. */
export const reactionMethods: readonly Method[] = [
  method({
    ...chat,
    id: 'chat.spaces.messages.reactions.list',
    rpc: `${service}.ListReactions`,
    verb: 'GET',
    path,
    quota: 'ReactionReads',
    scopes: {
      user: ['chat.messages', 'chat.messages.readonly', 'chat.messages.reactions', 'chat.messages.reactions.readonly'],
    },
    parameters: {
      filter: { type: 'string' },
      pageSize: { type: 'integer', default: 0, min: 0, max: 200, above: 'clamp' },
      pageToken: { type: 'string' },
    },
    handle(context, call) {
      const { space, message } = target(context, call.path);
      const holds = call.args.filter === undefined ? () => true : compileFilter(call.args.filter, listFilter);
      const items = message.reactions.filter(holds);
      const page = context.paging.take({
        items,
        keyOf: reaction => reaction.id,
        size: call.args.pageSize || 25,
        token: call.args.pageToken,
      });
      return {
        reactions: page.items.map(reaction => view(context, space, message, reaction)),
        nextPageToken: page.nextPageToken,
      };
    },
  }),
  method({
    ...chat,
    id: 'chat.spaces.messages.reactions.create',
    rpc: `${service}.CreateReaction`,
    verb: 'POST',
    path,
    quota: 'ReactionWrites',
    scopes: { user: ['chat.import', 'chat.messages', 'chat.messages.reactions', 'chat.messages.reactions.create'] },
    parameters: {},
    body: { shape: 'Reaction', field: 'reaction' },
    handle(context, call) {
      const { space, message } = target(context, call.path);
      const { emoji } = call.body;
      const key = keyOf(emoji);
      if (emoji === undefined || key === undefined) throw invalidField('reaction.emoji', 'The emoji is required.');
      const userId = context.caller.id;
      if (message.reactions.some(known => known.userId === userId && keyOf(known.emoji) === key)) {
        throw new GoogleError('ALREADY_EXISTS', 'The reaction exists already.');
      }
      const reaction = { id: `${userId}.${context.store.ids.messagePart()}`, userId, emoji };
      message.reactions.push(reaction);
      return view(context, space, message, reaction);
    },
  }),
  method({
    ...chat,
    id: 'chat.spaces.messages.reactions.delete',
    rpc: `${service}.DeleteReaction`,
    verb: 'DELETE',
    path: `${path}/{reaction}`,
    quota: 'ReactionWrites',
    scopes: { user: ['chat.import', 'chat.messages', 'chat.messages.reactions'] },
    parameters: {},
    handle(context, call) {
      const { message } = target(context, call.path);
      const index = message.reactions.findIndex(reaction => reaction.id === call.path.reaction);
      const reaction = message.reactions[index];
      if (reaction === undefined) throw new GoogleError('NOT_FOUND', 'The reaction was not found.');
      if (reaction.userId !== context.caller.id) throw permissionDenied();
      message.reactions.splice(index, 1);
      return {};
    },
  }),
];

function target(context: MethodContext, names: { readonly space: string; readonly message: string }) {
  const space = demandSpace(context, names.space);
  return { space, message: demandMessage(context, space, names.message) };
}

function keyOf(emoji: Shape<'Emoji'> | undefined): string | undefined {
  return emoji?.unicode ?? emoji?.customEmoji?.uid ?? emoji?.customEmoji?.name;
}

function view(
  context: MethodContext,
  space: Space,
  message: StoredMessage,
  reaction: StoredReaction,
): Shape<'Reaction'> {
  return {
    name: `${messageName(space, message)}/reactions/${reaction.id}`,
    user: userView(context.store, context.caller, space, reaction.userId),
    emoji: reaction.emoji,
  };
}
