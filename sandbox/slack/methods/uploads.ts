import { findJoinedChannel } from '../api/find.ts';
import { method, type MethodContext } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';
import { fileAddresses } from '../store/file-addresses.ts';
import { fileKind } from '../store/file-kinds.ts';
import type { FileRecord } from '../store/records.ts';
import type { PendingUpload } from '../store/store.ts';
import type { Channel } from '../store/workspace.ts';
import { shareFiles } from './share-files.ts';

const both = ['bot', 'user'] as const;
const upload = { kind: 'write', tokens: both, scopes: ['files:write'], tier: 'tier4' } as const;
const maxFileBytes = 1024 ** 3;

/** The two calls around an upload; the bytes go to the address in between. */
export const uploadsMethods = {
  'files.getUploadURLExternal': method({
    ...upload,
    kind: 'read',
    parameters: {
      filename: { type: 'string', required: true },
      length: { type: 'integer', required: true, min: 1 },
      alt_txt: { type: 'string' },
      snippet_type: { type: 'string' },
    },
    errors: ['file_too_large'],
    handle: ({ store, workspace, token }, args) => {
      if (args.length > maxFileBytes) throw new SlackError('file_too_large');
      const fileId = workspace.ids.next('F');
      const pending: PendingUpload = {
        fileId,
        teamId: workspace.team.id,
        userId: token.userId,
        filename: args.filename,
        sizeBytes: args.length,
        ...(args.alt_txt === undefined ? {} : { altText: args.alt_txt }),
        ...(args.snippet_type === undefined ? {} : { snippetType: args.snippet_type }),
      };
      const key = store.tokens.secret('', 32);
      store.uploads.set(key, pending);
      return { upload_url: `https://files.slack.com/upload/v1/${key}`, file_id: fileId };
    },
  }),
  'files.completeUploadExternal': method({
    ...upload,
    parameters: {
      files: { type: 'json', required: true },
      channel_id: { type: 'string' },
      channels: { type: 'csv' },
      thread_ts: { type: 'ts', invalid: 'invalid_thread_ts' },
      initial_comment: { type: 'string' },
      blocks: { type: 'json', invalid: 'invalid_blocks_format' },
    },
    errors: [
      'channel_not_found',
      'file_not_found',
      'file_update_failed',
      'invalid_blocks',
      'invalid_blocks_format',
      'invalid_thread_ts',
      'is_archived',
      'msg_too_long',
      'not_in_channel',
      'thread_not_found',
    ],
    handle: (context, args) => {
      const wanted = readFiles(args.files);
      const channelIds = [
        ...new Set([...(args.channel_id === undefined ? [] : [args.channel_id]), ...(args.channels ?? [])]),
      ];
      const channels = channelIds.map(id => findOpenChannel(context, id, args.thread_ts));
      const pending = wanted.map(file => ({ ...file, ...findUploaded(context, file.id) }));
      const files = pending.map(({ key, title, entry, bytes }) => {
        context.store.uploads.delete(key);
        return storeFile(context, entry, bytes, title);
      });
      for (const channel of channels) shareFiles(context, channel, files, args);
      return { files };
    },
  }),
};

function readFiles(value: unknown): { id: string; title: string | undefined }[] {
  const list: unknown[] = Array.isArray(value) ? value : [];
  const files = list.map(file => ({ id: textOf(file, 'id') ?? '', title: textOf(file, 'title') }));
  if (files.length === 0)
    throw new SlackError('invalid_arguments', {
      messages: ['[ERROR] must have at least 1 item [json-pointer:/files]'],
    });
  return files;
}

function textOf(value: unknown, name: string): string | undefined {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : undefined;
}

function findOpenChannel(context: MethodContext, id: string, threadTs: string | undefined): Channel {
  const channel = findJoinedChannel(context, id, 'read');
  if (channel.archived) throw new SlackError('is_archived');
  if (threadTs !== undefined && channel.messages.find(threadTs) === undefined) throw new SlackError('thread_not_found');
  return channel;
}

/** An upload of the caller whose bytes have arrived in full. */
function findUploaded(
  { store, token }: MethodContext,
  fileId: string,
): { key: string; entry: PendingUpload; bytes: Buffer } {
  const found = [...store.uploads].find(([, entry]) => entry.fileId === fileId && entry.userId === token.userId);
  if (found === undefined) throw new SlackError('file_not_found');
  const [key, entry] = found;
  if (entry.bytes?.length !== entry.sizeBytes) throw new SlackError('file_update_failed');
  return { key, entry, bytes: entry.bytes };
}

function storeFile(
  { workspace, nowSeconds }: MethodContext,
  upload: PendingUpload,
  bytes: Buffer,
  title: string | undefined,
): FileRecord {
  const { fileId: id, filename: name, userId: user } = upload;
  const kind = fileKind(name);
  const record: FileRecord = {
    id,
    created: nowSeconds,
    timestamp: nowSeconds,
    name,
    title: title ?? name,
    ...kind,
    ...(upload.snippetType === undefined ? {} : { filetype: upload.snippetType, mimetype: 'text/plain' }),
    user,
    user_team: workspace.team.id,
    editable: upload.snippetType !== undefined,
    size: bytes.length,
    mode: upload.snippetType === undefined ? 'hosted' : 'snippet',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    ...fileAddresses(workspace.team, { id, name, user, isExternal: false }),
    channels: [],
    groups: [],
    ims: [],
    shares: {},
    has_rich_preview: false,
    comments_count: 0,
    ...(upload.altText === undefined ? {} : { alt_txt: upload.altText }),
  };
  workspace.files.set(id, { record, content: () => bytes, deleted: false });
  return record;
}
