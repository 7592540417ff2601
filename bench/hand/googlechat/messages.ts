import type { UnifiedRecord } from '../../../src/engine/call.ts';
import { isoFromIso } from '../../../src/engine/expressions/pictures/moments.ts';
import type { HandScope } from '../mapper.ts';
import { behind, ids } from './ids.ts';
import type { FoundPerson } from './people.ts';
import type { GoogleSpace } from './places.ts';

interface GoogleUser {
  readonly name?: string;
  readonly displayName?: string;
  readonly type?: string;
}

interface GoogleFile {
  readonly name?: string;
  readonly contentName?: string;
  readonly contentType?: string;
  readonly driveDataRef?: { readonly driveFileId?: string };
  readonly attachmentDataRef?: { readonly resourceName?: string };
}

interface GoogleCard {
  readonly header?: { readonly title?: string; readonly subtitle?: string };
  readonly sections?: readonly {
    readonly widgets?: readonly {
      readonly textParagraph?: { readonly text?: string };
      readonly decoratedText?: { readonly text?: string };
    }[];
  }[];
}

interface GoogleMessage {
  readonly name?: string;
  readonly text?: string;
  readonly formattedText?: string;
  readonly fallbackText?: string;
  readonly cardsV2?: readonly { readonly card?: GoogleCard }[];
  readonly annotations?: readonly { readonly userMention?: { readonly user?: GoogleUser } }[];
  readonly attachment?: readonly GoogleFile[];
  readonly attachedGifs?: readonly { readonly uri?: string }[];
  readonly sender?: GoogleUser;
  readonly space?: GoogleSpace;
  readonly thread?: { readonly name?: string };
  readonly threadReply?: boolean;
  readonly createTime?: string;
  readonly lastUpdateTime?: string;
}

interface Lookups {
  readonly author?: FoundPerson;
  readonly channel?: GoogleSpace;
  readonly file?: { readonly size?: string; readonly modifiedTime?: string };
}

export function message(native: GoogleMessage, { lookups = {} }: HandScope): UnifiedRecord | undefined {
  const id = ids.message(native.name);
  if (id === undefined) return undefined;
  const { author, channel } = lookups as Lookups;
  const { sender, space, thread } = native;
  const record: UnifiedRecord = { id, body: { format: 'markdown', content: contentOf(native) } };
  const attachments = attachmentsOf(native);
  if (attachments) record.attachments = attachments;
  const authorId = ids.member(behind('users/', sender?.name));
  if (authorId !== undefined) {
    const reference: UnifiedRecord = { id: authorId };
    const name = sender?.displayName || author?.person?.names?.[0]?.displayName;
    if (name) reference.name = name;
    if (sender?.type === 'BOT') reference.type = 'bot';
    else if (sender?.type === 'HUMAN') reference.type = 'user';
    record.author = reference;
  }
  const channelId = ids.channel(space?.name);
  if (channelId !== undefined) {
    const reference: UnifiedRecord = { id: channelId };
    const name = space?.displayName || channel?.displayName;
    if (name) reference.name = name;
    const type = channelType(channel ?? space);
    if (type !== undefined) reference.type = type;
    record.channel = reference;
  }
  if (native.threadReply) {
    const root = behind('/threads/', thread?.name) ?? '';
    const parentId = ids.messageOfParts(behind('spaces/', space?.name), `${root}.${root}`);
    if (parentId !== undefined) record.parent = { id: parentId, type: 'message' };
  }
  const createdAt = isoFromIso(native.createTime);
  if (createdAt !== undefined) record.created_at = createdAt;
  const updatedAt = isoFromIso(native.lastUpdateTime ?? native.createTime);
  if (updatedAt !== undefined) record.updated_at = updatedAt;
  return record;
}

const mention = /<(users\/[^<>\s]+)>/g;

function contentOf({ formattedText, text, fallbackText, annotations, cardsV2 }: GoogleMessage): string {
  const named = formattedText?.replace(mention, (match, name) => {
    const user = annotations?.find(one => one.userMention?.user?.name === name)?.userMention?.user;
    return user ? `@${user.displayName ?? behind('users/', user.name) ?? ''}` : match;
  });
  return named || text || fallbackText || (cardsV2 ?? []).flatMap(({ card }) => textOf(card) ?? []).join('\n\n');
}

function textOf(card: GoogleCard | undefined): string | undefined {
  if (!card) return undefined;
  const widgets = (card.sections ?? []).flatMap(section => section.widgets ?? []);
  const texts = widgets.flatMap(({ textParagraph, decoratedText }) => textParagraph?.text ?? decoratedText?.text ?? []);
  const title = card.header?.title ?? [];
  const subtitle = card.header?.subtitle ?? [];
  return [title, subtitle, texts].flat().join('\n\n');
}

function attachmentsOf({ attachment: files, attachedGifs }: GoogleMessage): UnifiedRecord[] | undefined {
  if (!files && !attachedGifs) return undefined;
  const found: UnifiedRecord[] = [];
  for (const file of files ?? []) {
    const record: UnifiedRecord = {};
    const id = ids.attachment(file.name);
    if (id !== undefined) record.id = id;
    if (file.contentName) record.name = file.contentName;
    record.type = 'file';
    record.url = urlOf(file);
    found.push(record);
  }
  for (const { uri } of attachedGifs ?? []) found.push(uri == null ? { type: 'link' } : { type: 'link', url: uri });
  return found;
}

function urlOf({ driveDataRef, attachmentDataRef }: GoogleFile): string {
  return driveDataRef?.driveFileId
    ? `https://drive.google.com/open?id=${driveDataRef.driveFileId}`
    : encodeURI(`https://chat.googleapis.com/v1/media/${attachmentDataRef?.resourceName ?? ''}?alt=media`);
}

function channelType(space: GoogleSpace | undefined): string | undefined {
  if (space?.spaceType === 'DIRECT_MESSAGE') return 'dm';
  if (space?.spaceType === 'GROUP_CHAT') return 'group_dm';
  const state = space?.accessSettings?.accessState;
  return state === 'DISCOVERABLE' ? 'channel' : state === 'PRIVATE' ? 'private_channel' : undefined;
}

export function attachment(native: GoogleFile, { holder, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const id = ids.attachment(native.name);
  if (id === undefined) return undefined;
  const { file } = lookups as Lookups;
  const { channel, author, created_at: createdAt } = holder?.unified ?? {};
  const record: UnifiedRecord = { id };
  if (native.contentName) record.file_name = native.contentName;
  if (channel?.id !== undefined) record.channel_id = channel.id;
  if (file?.size != null) record.size = Number(file.size);
  if (native.contentType) record.content_type = native.contentType;
  if (author?.id !== undefined) record.uploaded_by = author.id;
  if (author?.type !== undefined) record.uploaded_by_type = author.type;
  if (createdAt !== undefined) record.created_at = createdAt;
  const modifiedAt = isoFromIso(file?.modifiedTime);
  const updatedAt =
    modifiedAt !== undefined && createdAt !== undefined && modifiedAt > createdAt ? modifiedAt : createdAt;
  if (updatedAt !== undefined) record.updated_at = updatedAt;
  return record;
}
