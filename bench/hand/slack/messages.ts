import type { UnifiedRecord } from '../../../src/engine/call.ts';
import { isoFromSeconds } from '../../../src/engine/expressions/pictures/moments.ts';
import { toMarkdown } from '../../../src/engine/markup/to-markdown.ts';
import type { HandScope } from '../mapper.ts';
import { ids } from './ids.ts';
import type { SlackUser } from './members.ts';

type Text = string | null;

interface SlackFile {
  readonly id?: string;
  readonly mode?: Text;
  readonly name?: Text;
  readonly title?: Text;
  readonly mimetype?: Text;
  readonly size?: number | null;
  readonly user?: Text;
  readonly bot_id?: Text;
  readonly created?: number | null;
  readonly updated?: number | null;
  readonly url_private?: Text;
  readonly url_private_download?: Text;
  readonly permalink?: Text;
  readonly channels?: readonly string[] | null;
  readonly groups?: readonly string[] | null;
  readonly ims?: readonly string[] | null;
}

interface SlackAttachment {
  readonly title?: Text;
  readonly title_link?: Text;
  readonly from_url?: Text;
  readonly service_name?: Text;
  readonly fallback?: Text;
  readonly text?: Text;
}

interface SlackBlock {
  readonly type?: string;
  readonly text?: { readonly text?: Text } | null;
  readonly elements?: readonly { readonly text?: Text }[] | null;
}

interface SlackMessage {
  readonly ts?: string;
  readonly thread_ts?: Text;
  readonly text?: Text;
  readonly user?: Text;
  readonly bot_id?: Text;
  readonly username?: Text;
  readonly bot_profile?: { readonly name?: Text } | null;
  readonly blocks?: readonly SlackBlock[] | null;
  readonly files?: readonly SlackFile[] | null;
  readonly attachments?: readonly SlackAttachment[] | null;
  readonly reply_count?: number | null;
  readonly edited?: { readonly ts?: Text } | null;
}

interface Lookups {
  readonly author?: SlackUser;
  readonly channel?: {
    readonly name?: Text;
    readonly is_im?: boolean;
    readonly is_mpim?: boolean;
    readonly is_private?: boolean;
  };
  readonly file?: SlackFile;
}

export function message(native: SlackMessage, { channel, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const { author, channel: place } = lookups as Lookups;
  const thread = native.thread_ts && native.thread_ts !== native.ts ? native.thread_ts : undefined;
  const id = ids.message(channel, thread, native.ts);
  if (id === undefined) return undefined;
  const record: UnifiedRecord = { id };
  const rich = native.blocks?.filter(block => block.type === 'rich_text');
  const content = toMarkdown(rich, textOf(native), 'mrkdwn');
  record.body = content === undefined ? { format: 'markdown' } : { format: 'markdown', content };
  const attachments = attachmentsOf(native);
  if (attachments) record.attachments = attachments;
  const authorId = ids.member(native.user ?? native.bot_id);
  if (authorId !== undefined) record.author = authorOf(authorId, native, author);
  const channelId = ids.channel(channel);
  if (channelId !== undefined) {
    const reference: UnifiedRecord = { id: channelId };
    if (place?.name != null) reference.name = place.name;
    if (place) {
      reference.type = place.is_im
        ? 'dm'
        : place.is_mpim
          ? 'group_dm'
          : place.is_private
            ? 'private_channel'
            : 'channel';
    }
    record.channel = reference;
  }
  const parentId = thread === undefined ? undefined : ids.message(channel, undefined, thread);
  if (parentId !== undefined) record.parent = { id: parentId, type: 'message' };
  record.has_children = native.reply_count != null && native.reply_count > 0;
  const createdAt = isoFromSeconds(native.ts);
  if (createdAt !== undefined) record.created_at = createdAt;
  const updatedAt = isoFromSeconds(native.edited?.ts ?? native.ts);
  if (updatedAt !== undefined) record.updated_at = updatedAt;
  return record;
}

/** What stands in place of rich text. */
function textOf({ text, blocks, attachments }: SlackMessage): string {
  if (text) return text;
  const parts = (blocks ?? []).flatMap(({ text: own, elements }) =>
    own?.text != null ? [own.text] : (elements ?? []).flatMap(element => element.text ?? []),
  );
  if (parts.length > 0) return parts.join('\n\n');
  return (attachments ?? []).flatMap(attachment => attachment.text ?? attachment.fallback ?? []).join('\n\n');
}

function attachmentsOf({ files, attachments }: SlackMessage): UnifiedRecord[] | undefined {
  const found: UnifiedRecord[] = [];
  for (const file of files ?? []) {
    if (!file.id || file.mode === 'tombstone') continue;
    const attachment: UnifiedRecord = { id: ids.attachment(file.id) };
    const name = file.name || file.title;
    if (name) attachment.name = name;
    attachment.type = 'file';
    const url = file.url_private_download || file.url_private || file.permalink;
    if (url) attachment.url = url;
    found.push(attachment);
  }
  for (const link of attachments ?? []) {
    if (!link.from_url && !link.title_link) continue;
    const attachment: UnifiedRecord = {};
    const name = link.title || link.service_name || link.fallback;
    if (name) attachment.name = name;
    attachment.type = 'link';
    attachment.url = link.from_url ?? link.title_link;
    found.push(attachment);
  }
  return found.length === 0 ? undefined : found;
}

function authorOf(id: string, native: SlackMessage, author: SlackUser | undefined): UnifiedRecord {
  const reference: UnifiedRecord = { id };
  const name =
    native.username ||
    author?.profile?.real_name ||
    author?.real_name ||
    author?.profile?.display_name ||
    author?.name ||
    native.bot_profile?.name;
  if (name) reference.name = name;
  if (author) reference.type = authorType(author);
  else if (native.bot_id || native.user === 'USLACKBOT') reference.type = 'bot';
  return reference;
}

function authorType(author: SlackUser): string {
  if (author.is_bot || author.is_workflow_bot || author.id === 'USLACKBOT') return 'bot';
  if (author.is_app_user) return 'app';
  return author.is_restricted || author.is_ultra_restricted ? 'guest' : 'user';
}

export function attachment(native: SlackFile, { channel, lookups = {} }: HandScope): UnifiedRecord | undefined {
  const id = ids.attachment(native.id);
  if (id === undefined) return undefined;
  const file = (lookups as Lookups).file ?? native;
  const record: UnifiedRecord = { id };
  const name = file.name || file.title;
  if (name) record.file_name = name;
  const channelId = ids.channel(file.channels?.[0] ?? file.groups?.[0] ?? file.ims?.[0] ?? channel);
  if (channelId !== undefined) record.channel_id = channelId;
  if (file.size != null) record.size = file.size;
  if (file.mode === 'external' && file.url_private != null) record.file_url = file.url_private;
  if (file.mimetype) record.content_type = file.mimetype;
  const uploadedBy = ids.member(file.user ?? file.bot_id);
  if (uploadedBy !== undefined) record.uploaded_by = uploadedBy;
  if (file.bot_id || file.user === 'USLACKBOT') record.uploaded_by_type = 'bot';
  else if (file.user) record.uploaded_by_type = 'user';
  const createdAt = isoFromSeconds(file.created ?? undefined);
  if (createdAt !== undefined) record.created_at = createdAt;
  const updatedAt = isoFromSeconds(file.updated ?? file.created ?? undefined);
  if (updatedAt !== undefined) record.updated_at = updatedAt;
  return record;
}
