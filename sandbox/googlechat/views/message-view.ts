import type { MethodContext } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import { isReply } from '../store/message-log.ts';
import type { StoredAttachment, StoredMessage, StoredReaction } from '../store/records.ts';
import { spaceName, type Space } from '../store/space.ts';
import { formatTimestamp } from '../store/timestamp.ts';
import { marksOf, renderMarkup, renderPlain } from '../text/render-markup.ts';
import type { RichText, Syntax } from '../text/rich-text.ts';
import { briefSpaceView } from './space-view.ts';
import { userView } from './user-view.ts';

/** The syntax of `markupSyntax`; unspecified is the setting of an app made before Markdown came. */
export function syntaxOf(markupSyntax: string | undefined): Syntax {
  return markupSyntax === 'MARKUP_SYNTAX_MARKDOWN' ? 'markdown' : 'chat';
}

/** A message as a caller sees it. A deleted one has lost its content. */
export function messageView(
  context: MethodContext,
  space: Space,
  message: StoredMessage,
  syntax: Syntax,
): Shape<'Message'> {
  const { store, caller } = context;
  const head: Shape<'Message'> = {
    name: messageName(space, message),
    sender: userView(store, caller, space, message.senderId),
    createTime: formatTimestamp(message.createdMicros),
    lastUpdateTime: message.updatedMicros === undefined ? undefined : formatTimestamp(message.updatedMicros),
    thread: { name: `${spaceName(space)}/threads/${message.threadId}` },
    space: caller.kind === 'app' ? briefSpaceView(space) : { name: spaceName(space) },
    threadReply: isReply(message),
    clientAssignedMessageId: message.clientId,
  };
  if (message.deleted !== undefined) {
    const { micros, type } = message.deleted;
    return { ...head, deleteTime: formatTimestamp(micros), deletionMetadata: { deletionType: type } };
  }
  return {
    ...head,
    text: renderPlain(message.content),
    formattedText: renderMarkup(message.content, syntax),
    argumentText: argumentText(context, message.content),
    annotations: annotationsOf(context, space, message),
    attachment: message.attachments.map(attachment => attachmentView(space, message, attachment)),
    cardsV2: message.cardsV2,
    fallbackText: message.fallbackText,
    attachedGifs: message.gifs?.map(uri => ({ uri })),
    quotedMessageMetadata: message.quote,
    emojiReactionSummaries: reactionSummaries(message.reactions),
    privateMessageViewer:
      message.privateTo === undefined ? undefined : userView(store, caller, space, message.privateTo),
  };
}

/** Resource name: `spaces/AAQAO1heGsE/messages/7kIi-x7SDAY.zQJx8Wa0z_4`. */
export function messageName(space: Space, message: StoredMessage): string {
  return `${spaceName(space)}/messages/${message.id}`;
}

/** An attachment; Drive files and uploaded content are found in different ways. */
export function attachmentView(
  space: Space,
  message: StoredMessage,
  attachment: StoredAttachment,
): Shape<'Attachment'> {
  const name = `${messageName(space, message)}/attachments/${attachment.id}`;
  const { contentName, contentType, source } = attachment;
  if (source.kind === 'drive') {
    return { name, contentName, contentType, driveDataRef: { driveFileId: source.fileId }, source: 'DRIVE_FILE' };
  }
  const query = `url_type=DOWNLOAD_URL&attachment_token=${attachment.id}`;
  return {
    name,
    contentName,
    contentType,
    attachmentDataRef: { resourceName: source.mediaName },
    source: 'UPLOADED_CONTENT',
    downloadUri: `https://chat.google.com/api/get_attachment_url?${query}`,
    thumbnailUri: contentType.startsWith('image/')
      ? `https://chat.google.com/api/get_attachment_url?${query}&sz=w512`
      : undefined,
  };
}

/** Counts of a message's reactions, in the order they came. */
export function reactionSummaries(reactions: readonly StoredReaction[]): Shape<'EmojiReactionSummary'>[] {
  const counts = new Map<string, { emoji: Shape<'Emoji'>; reactionCount: number }>();
  for (const { emoji } of reactions) {
    const key = emoji.unicode ?? emoji.customEmoji?.uid ?? '';
    const count = counts.get(key);
    if (count === undefined) counts.set(key, { emoji, reactionCount: 1 });
    else count.reactionCount++;
  }
  return [...counts.values()];
}

/** The text without mentions of apps. */
function argumentText({ store }: MethodContext, content: RichText): string {
  const isApp = (user: string): boolean => store.users.get(user.slice('users/'.length))?.type === 'BOT';
  return renderPlain(content.filter(span => span.kind !== 'mention' || !isApp(span.user)));
}

function annotationsOf(context: MethodContext, space: Space, message: StoredMessage): Shape<'Annotation'>[] {
  const inText = marksOf(message.content).flatMap(({ span, startIndex, length }): Shape<'Annotation'>[] => {
    const place = { startIndex, length };
    if (span.kind === 'mention') {
      const userMention = { user: mentioned(context, space, span.user), type: 'MENTION' as const };
      return [{ type: 'USER_MENTION', ...place, userMention }];
    }
    if (span.kind === 'link') {
      const richLinkMetadata = richLinkOf(span.url);
      return richLinkMetadata === undefined ? [] : [{ type: 'RICH_LINK', ...place, richLinkMetadata }];
    }
    const customEmoji = { name: `customEmojis/${span.name}`, uid: span.uid, emojiName: `:${span.name}:` };
    return [{ type: 'CUSTOM_EMOJI', ...place, customEmojiMetadata: { customEmoji } }];
  });
  const chips = message.attachments.flatMap(({ source, contentType }): Shape<'Annotation'>[] => {
    if (source.kind !== 'drive') return [];
    const uri = `https://drive.google.com/open?id=${source.fileId}`;
    const driveLinkData = { driveDataRef: { driveFileId: source.fileId }, mimeType: contentType };
    return [{ type: 'RICH_LINK', richLinkMetadata: { uri, richLinkType: 'DRIVE_FILE', driveLinkData } }];
  });
  return [...inText, ...chips];
}

/** Links to Google's own resources are rich; others have no annotation. */
function richLinkOf(uri: string): Shape<'RichLinkMetadata'> | undefined {
  const driveFileId = /^https:\/\/docs\.google\.com\/\w+\/d\/([\w-]+)/.exec(uri)?.[1];
  if (driveFileId !== undefined) {
    const driveLinkData = { driveDataRef: { driveFileId }, mimeType: 'application/vnd.google-apps.document' };
    return { uri, richLinkType: 'DRIVE_FILE', driveLinkData };
  }
  const space = /^https:\/\/chat\.google\.com\/room\/([\w-]+)/.exec(uri)?.[1];
  return space === undefined
    ? undefined
    : { uri, richLinkType: 'CHAT_SPACE', chatSpaceLinkData: { space: `spaces/${space}` } };
}

function mentioned({ store, caller }: MethodContext, space: Space, user: string): Shape<'User'> {
  if (user === 'users/all') return { name: user, type: 'HUMAN' };
  return userView(store, caller, space, user.slice('users/'.length));
}
