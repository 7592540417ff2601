import { GoogleError, invalidField } from '../api/google-error.ts';
import type { MethodContext } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import { changedMicros } from '../store/message-log.ts';
import type { StoredMessage } from '../store/records.ts';
import { mayDo, spaceName, type Space } from '../store/space.ts';
import { parseTimestamp } from '../store/timestamp.ts';
import { renderPlain } from '../text/render-markup.ts';
import { demandMessage, permissionDenied } from './access.ts';
import { checkContent, readAttachments, readPrivateViewer, readText } from './message-content.ts';

/** Where and how a message is created. */
export interface CreateOptions {
  readonly messageId?: string | undefined;
  readonly messageReplyOption?: string | undefined;
  readonly threadKey?: string | undefined;
}

/**
 * Creates a message of the caller and adds it to the space.
 *
 * @throws GoogleError INVALID_ARGUMENT, NOT_FOUND for a thread that has to exist, ALREADY_EXISTS for a taken `messageId`
 */
export function createMessage(
  context: MethodContext,
  space: Space,
  body: Shape<'Message'>,
  options: CreateOptions,
): StoredMessage {
  const { store, caller } = context;
  checkContent(context, body);
  if (isEmpty(body)) throw invalidField('message', 'Message cannot be empty.');
  checkMessageId(space, options.messageId);
  const thread = findThread(context, space, body, options);
  if (
    caller.kind === 'user' &&
    context.reach === 'full' &&
    !mayDo(space, caller.id, thread === undefined ? 'postMessages' : 'replyMessages')
  ) {
    throw permissionDenied();
  }
  const part = store.ids.messagePart();
  const threadId = thread ?? part;
  const message: StoredMessage = {
    id: `${threadId}.${part}`,
    threadId,
    createdMicros: space.messages.nextMicros(store.now()),
    senderId: caller.id,
    content: readText(context, body),
    attachments: readAttachments(context, space, body.attachment ?? []),
    reactions: [],
    ...(body.cardsV2 === undefined ? {} : { cardsV2: body.cardsV2 }),
    ...(body.fallbackText === undefined ? {} : { fallbackText: body.fallbackText }),
    ...(options.messageId === undefined ? {} : { clientId: options.messageId }),
    ...(body.privateMessageViewer === undefined
      ? {}
      : { privateTo: readPrivateViewer(context, space, body.privateMessageViewer) }),
    ...(body.quotedMessageMetadata === undefined
      ? {}
      : { quote: readQuote(context, space, body.quotedMessageMetadata, thread) }),
  };
  space.messages.add(message);
  const isKeyed = thread === undefined && isReplying(space, options);
  if (options.threadKey !== undefined && isKeyed) rememberKey(context, space, options.threadKey, threadId);
  return message;
}

function isEmpty({
  text = '',
  cardsV2 = [],
  cards = [],
  attachment = [],
  quotedMessageMetadata,
}: Shape<'Message'>): boolean {
  const hasForward = quotedMessageMetadata?.quoteType === 'FORWARD';
  return text.trim() === '' && cardsV2.length === 0 && cards.length === 0 && attachment.length === 0 && !hasForward;
}

function checkMessageId(space: Space, messageId: string | undefined): void {
  if (messageId === undefined) return;
  if (!/^client-[a-z0-9-]{1,56}$/.test(messageId)) {
    throw invalidField(
      'message_id',
      'The message ID begins with client- and has at most 63 lowercase letters, digits and hyphens.',
    );
  }
  if (space.messages.find(messageId) !== undefined)
    throw new GoogleError('ALREADY_EXISTS', 'A message with this ID exists already.');
}

/** The thread to answer in; nothing for a new one. */
function findThread(
  context: MethodContext,
  space: Space,
  { thread }: Shape<'Message'>,
  options: CreateOptions,
): string | undefined {
  const { messageReplyOption, threadKey } = options;
  if (threadKey !== undefined && threadKey.length > 4000)
    throw invalidField('thread_key', 'The thread key is longer than 4,000 characters.');
  const name = thread?.name;
  const prefix = `${spaceName(space)}/threads/`;
  if (name !== undefined && !name.startsWith(prefix))
    throw invalidField('message.thread.name', `The thread has to be ${prefix}{thread}.`);
  if (!isReplying(space, options)) return undefined;
  const wanted =
    name?.slice(prefix.length) ?? (threadKey === undefined ? undefined : keyedThread(context, space, threadKey));
  const isThere = wanted !== undefined && space.messages.thread(wanted).length > 0;
  if (isThere) return wanted;
  if (messageReplyOption === 'REPLY_MESSAGE_OR_FAIL') throw new GoogleError('NOT_FOUND', 'The thread was not found.');
  return undefined;
}

/** Without a reply option, and outside named spaces, the thread of a request is ignored. */
function isReplying(space: Space, { messageReplyOption = 'MESSAGE_REPLY_OPTION_UNSPECIFIED' }: CreateOptions): boolean {
  return messageReplyOption !== 'MESSAGE_REPLY_OPTION_UNSPECIFIED' && space.facts.spaceType === 'SPACE';
}

/** A thread key is the caller's own name of a thread; another caller's same key is another thread. */
function keyedThread({ store, caller }: MethodContext, space: Space, key: string): string | undefined {
  return store.threadKeys.get(`${caller.id} ${space.id} ${key}`);
}

function rememberKey({ store, caller }: MethodContext, space: Space, key: string, threadId: string): void {
  store.threadKeys.set(`${caller.id} ${space.id} ${key}`, threadId);
}

/** A quote has to be of the newest version, and of the thread answered in, or a root. */
function readQuote(
  context: MethodContext,
  space: Space,
  wanted: Shape<'QuotedMessageMetadata'>,
  thread: string | undefined,
): Shape<'QuotedMessageMetadata'> {
  const prefix = `${spaceName(space)}/messages/`;
  const field = 'message.quoted_message_metadata';
  if (wanted.name?.startsWith(prefix) !== true)
    throw invalidField(field, `The quoted message has to be ${prefix}{message}.`);
  const quoted = demandMessage(context, space, wanted.name.slice(prefix.length));
  if (parseTimestamp(wanted.lastUpdateTime ?? '') !== changedMicros(quoted)) {
    throw invalidField(field, 'last_update_time does not match the latest version of the quoted message.');
  }
  const isRoot = quoted.id === `${quoted.threadId}.${quoted.threadId}`;
  if (thread === undefined ? !isRoot : quoted.threadId !== thread)
    throw invalidField(field, 'A reply of another thread cannot be quoted.');
  return {
    name: wanted.name,
    lastUpdateTime: wanted.lastUpdateTime,
    quoteType: wanted.quoteType === 'FORWARD' ? 'FORWARD' : 'REPLY',
    quotedMessageSnapshot: { sender: `users/${quoted.senderId}`, text: renderPlain(quoted.content) },
  };
}
