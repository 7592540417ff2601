import { invalidField } from '../api/google-error.ts';
import type { MethodContext } from '../api/method.ts';
import type { Shape } from '../api/shapes.ts';
import type { StoredAttachment } from '../store/records.ts';
import { isJoined, type Space } from '../store/space.ts';
import { findUser } from '../store/store.ts';
import { parseMarkup } from '../text/parse-markup.ts';
import type { RichText } from '../text/rich-text.ts';
import { syntaxOf } from '../views/message-view.ts';

/** Largest message and cards, in bytes. */
const maxMessageBytes = 32_000;
const maxCardBytes = 32 * 1024;

/** The `text` of a written message, read in its syntax. */
export function readText({ store }: MethodContext, body: Shape<'Message'>): RichText {
  const nameOf = (user: string): string | undefined => findUser(store, user.slice('users/'.length))?.displayName;
  return parseMarkup(body.text ?? '', syntaxOf(body.markupSyntax), nameOf);
}

/**
 * Refuses content that is too large, or that this kind of authentication may not write.
 *
 * @throws GoogleError INVALID_ARGUMENT
 */
export function checkContent({ caller }: MethodContext, body: Shape<'Message'>): void {
  const { text = '', cardsV2 = [], cards = [], accessoryWidgets = [], attachment = [] } = body;
  if (
    Buffer.byteLength(JSON.stringify(body)) > maxMessageBytes + maxCardBytes ||
    Buffer.byteLength(text) > maxMessageBytes
  ) {
    throw invalidField('message', `The message is larger than ${maxMessageBytes} bytes.`);
  }
  if (Buffer.byteLength(JSON.stringify([cards, cardsV2])) > maxCardBytes) {
    throw invalidField('message.cards_v2', 'The cards are larger than 32 KB.');
  }
  const hasCards = cardsV2.length + cards.length + accessoryWidgets.length > 0;
  if (hasCards && caller.kind === 'user') {
    throw invalidField('message.cards_v2', 'Message cannot have cards for requests carrying human credentials.');
  }
  if (cardsV2.length > 1 && cardsV2.some(card => (card.cardId ?? '') === '')) {
    throw invalidField('message.cards_v2', 'Several cards need a cardId each.');
  }
  if (attachment.length > 0 && caller.kind === 'app') {
    throw invalidField('message.attachment', 'Attachments need user authentication.');
  }
}

/** Turns uploads into attachments of a message; those already attached to it stay. */
export function readAttachments(
  { store, caller }: MethodContext,
  space: Space,
  wanted: readonly Shape<'Attachment'>[],
  current: readonly StoredAttachment[] = [],
): StoredAttachment[] {
  return wanted.map(attachment => {
    const kept = current.find(known => attachment.name?.endsWith(`/attachments/${known.id}`) === true);
    if (kept !== undefined) return kept;
    const token = attachment.attachmentDataRef?.attachmentUploadToken ?? '';
    const upload = store.uploads.get(token);
    if (upload === undefined || upload.spaceId !== space.id || upload.userId !== caller.id) {
      throw invalidField('message.attachment', 'The attachment is no upload of the caller to this space.');
    }
    store.uploads.delete(token);
    const mediaName = store.ids.opaque();
    const { fileName: contentName, contentType, bytes } = upload;
    store.media.set(mediaName, { spaceId: space.id, contentName, contentType, content: () => bytes });
    return { id: store.ids.opaque(), contentName, contentType, source: { kind: 'uploaded', mediaName } };
  });
}

/** The one person who may see a private message; only the app writes such. */
export function readPrivateViewer({ store, caller }: MethodContext, space: Space, viewer: Shape<'User'>): string {
  const user = findUser(store, (viewer.name ?? '').replace(/^users\//, ''));
  if (caller.kind !== 'app')
    throw invalidField('message.private_message_viewer', 'Private messages need app authentication.');
  if (user?.type !== 'HUMAN' || !isJoined(space, user.id)) {
    throw invalidField('message.private_message_viewer', 'The viewer has to be a person in the space.');
  }
  return user.id;
}
