import type { UnifiedRecord } from '../../../src/engine/call.ts';
import { isoFromIso, isoFromMillis, millisFromIso } from '../../../src/engine/expressions/pictures/moments.ts';
import type { HandScope } from '../mapper.ts';
import { ids, reference } from './ids.ts';
import type { GraphUser } from './members.ts';
import { channelTypes } from './places.ts';

type Text = string | null;

interface GraphFile {
  readonly id?: string;
  readonly name?: Text;
  readonly contentType?: Text;
  readonly contentUrl?: Text;
}

interface GraphMessage {
  readonly id?: string;
  readonly replyToId?: Text;
  readonly createdDateTime?: Text;
  readonly lastEditedDateTime?: Text;
  readonly body?: { readonly contentType?: Text; readonly content?: Text } | null;
  readonly attachments?: readonly GraphFile[] | null;
  readonly from?: {
    readonly user?: { readonly id?: Text; readonly displayName?: Text; readonly userIdentityType?: Text } | null;
    readonly application?: {
      readonly id?: Text;
      readonly displayName?: Text;
      readonly applicationIdentityType?: Text;
    } | null;
  } | null;
}

interface Lookups {
  readonly author?: GraphUser;
  readonly channel?: { readonly displayName?: Text; readonly membershipType?: Text };
  readonly chat?: { readonly topic?: Text; readonly chatType?: Text };
  readonly replies?: { readonly value?: readonly unknown[] };
  readonly file?: {
    readonly size?: number | null;
    readonly file?: { readonly mimeType?: Text } | null;
    readonly lastModifiedDateTime?: Text;
  };
}

const authorTypes: Readonly<Record<string, string | undefined>> = {
  aadUser: 'user',
  onPremiseAadUser: 'user',
  federatedUser: 'guest',
  anonymousGuest: 'guest',
  personalMicrosoftAccountUser: 'guest',
  skypeUser: 'guest',
  phoneUser: 'guest',
  emailUser: 'guest',
  azureCommunicationServicesUser: 'guest',
  bot: 'bot',
  tenantBot: 'bot',
  office365Connector: 'bot',
  outgoingWebhook: 'bot',
  aadApplication: 'app',
};

/** Files there are downloaded with the account's token. */
const ownHost = /^https:\/\/[^/]+\.(sharepoint|microsoft)\.com\//;

/** The first message of a thread in a channel. */
export function root(native: GraphMessage, scope: HandScope): UnifiedRecord | undefined {
  const record = message(ids.root(scope.team, scope.channel, native.id), native, scope);
  const { replies } = (scope.lookups ?? {}) as Lookups;
  if (record && replies) record.has_children = (replies.value ?? []).length > 0;
  return record;
}

export function reply(native: GraphMessage, scope: HandScope): UnifiedRecord | undefined {
  const { team, channel } = scope;
  const record = message(ids.reply(team, channel, native.replyToId, native.id), native, scope);
  if (!record) return undefined;
  const parentId = ids.root(team, channel, native.replyToId);
  if (parentId !== undefined) record.parent = { id: parentId, type: 'message' };
  record.has_children = false;
  return record;
}

export function chatMessage(native: GraphMessage, scope: HandScope): UnifiedRecord | undefined {
  const record = message(ids.chatMessage(scope.chat, native.id), native, scope);
  if (record) record.has_children = false;
  return record;
}

function message(id: string | undefined, native: GraphMessage, scope: HandScope): UnifiedRecord | undefined {
  if (id === undefined) return undefined;
  const { team, channel, chat, lookups = {} } = scope;
  const found = lookups as Lookups;
  const { body, from } = native;
  const record: UnifiedRecord = { id };
  if (body?.contentType != null || body?.content != null) {
    const content: UnifiedRecord = {};
    if (body.contentType != null) content.format = body.contentType;
    if (body.content != null) content.content = body.content;
    record.body = content;
  }
  const attachments = attachmentsOf(native, scope);
  if (attachments) record.attachments = attachments;
  const author = reference(
    ids.member(from?.user?.id ?? from?.application?.id),
    from?.user?.displayName ?? from?.application?.displayName ?? found.author?.displayName,
  );
  if (author) {
    const kind = from?.user?.userIdentityType ?? from?.application?.applicationIdentityType;
    const type = found.author?.userType === 'Guest' ? 'guest' : kind == null ? undefined : authorTypes[kind];
    record.author = type === undefined ? author : { ...author, type };
  }
  const place = reference(
    chat ? ids.chat(chat) : ids.channel(team, channel),
    found.channel?.displayName || found.chat?.topic || undefined,
  );
  if (place) {
    const kind = found.channel?.membershipType ?? found.chat?.chatType;
    const type = kind == null ? undefined : channelTypes[kind];
    record.channel = type === undefined ? place : { ...place, type };
  }
  const createdAt = isoFromIso(native.createdDateTime ?? undefined);
  if (createdAt !== undefined) record.created_at = createdAt;
  const updatedAt = isoFromIso(native.lastEditedDateTime ?? native.createdDateTime ?? undefined);
  if (updatedAt !== undefined) record.updated_at = updatedAt;
  return record;
}

function attachmentsOf(native: GraphMessage, { team, channel, chat }: HandScope): UnifiedRecord[] | undefined {
  const files = native.attachments?.filter(
    ({ contentType }) => contentType !== 'messageReference' && contentType !== 'forwardedMessageReference',
  );
  if (!files || files.length === 0) return undefined;
  const own = chat
    ? ids.chatMessage(chat, native.id)
    : native.replyToId
      ? ids.reply(team, channel, native.replyToId, native.id)
      : ids.root(team, channel, native.id);
  return files.map(file => {
    const record: UnifiedRecord = {};
    const id = file.contentUrl ? ids.attachment(own, file.id) : undefined;
    if (id !== undefined) record.id = id;
    if (file.name != null) record.name = file.name;
    const type = fileType(file.contentType);
    if (type != null) record.type = type;
    if (file.contentUrl != null) record.url = file.contentUrl;
    return record;
  });
}

function fileType(contentType: Text | undefined): Text | undefined {
  if (contentType === 'reference' || contentType?.startsWith('image/')) return 'file';
  return contentType === 'tabReference' ? 'link' : contentType;
}

export function attachment(native: GraphFile, { holder, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const { id: messageId, channel, author, created_at: createdAt } = holder?.unified ?? {};
  const id = ids.attachment(messageId, native.id);
  if (id === undefined) return undefined;
  const { file } = lookups as Lookups;
  const record: UnifiedRecord = { id };
  if (native.name != null) record.file_name = native.name;
  if (channel?.id !== undefined) record.channel_id = channel.id;
  if (file?.size != null) record.size = file.size;
  const { contentUrl } = native;
  const isOurs = native.contentType === 'reference' || (contentUrl != null && ownHost.test(contentUrl));
  if (contentUrl != null && !isOurs) record.file_url = contentUrl;
  const contentType = file?.file?.mimeType ?? (native.contentType?.includes('/') ? native.contentType : undefined);
  if (contentType !== undefined) record.content_type = contentType;
  if (author?.id !== undefined) record.uploaded_by = author.id;
  if (author?.type !== undefined) record.uploaded_by_type = author.type;
  if (createdAt !== undefined) record.created_at = createdAt;
  const modifiedMs = millisFromIso(file?.lastModifiedDateTime ?? undefined);
  const createdMs = millisFromIso(createdAt);
  const changedMs = Math.max(modifiedMs ?? -Infinity, createdMs ?? -Infinity);
  if (changedMs !== -Infinity) record.updated_at = isoFromMillis(changedMs);
  return record;
}
