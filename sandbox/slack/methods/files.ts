import { findMessage, isVisible } from '../api/find.ts';
import { method, type MethodContext } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';
import { isFileVisible } from '../store/file-access.ts';
import type { FileRecord } from '../store/records.ts';
import type { StoredFile, Workspace } from '../store/workspace.ts';
import { pageOf } from './numbered-pages.ts';

const both = ['bot', 'user'] as const;

/** What `types` names, as a test of a file. */
const fileTypes: Readonly<Record<string, (file: FileRecord) => boolean>> = {
  all: () => true,
  spaces: file => file.mode === 'post',
  snippets: file => file.mode === 'snippet',
  images: file => file.mimetype.startsWith('image/'),
  gdocs: file => file.external_type === 'gdrive',
  zips: file => file.filetype === 'zip',
  pdfs: file => file.filetype === 'pdf',
};

/** Methods that read and delete files. */
export const filesMethods = {
  'files.list': method({
    kind: 'read',
    tokens: both,
    scopes: ['files:read'],
    tier: 'tier3',
    pages: 'page',
    team: 'named',
    parameters: {
      channel: { type: 'string' },
      user: { type: 'string' },
      ts_from: { type: 'ts' },
      ts_to: { type: 'ts' },
      types: { type: 'csv', default: ['all'] },
      count: { type: 'integer', default: 100, min: 1, max: 200 },
      page: { type: 'integer', default: 1, min: 1, max: 10_000 },
      show_files_hidden_by_limit: { type: 'boolean', default: false },
      team_id: { type: 'string' },
    },
    errors: ['channel_not_found', 'unknown_type', 'user_not_found'],
    handle: (context, args) => {
      const tests = args.types.map(type => fileTypes[type]);
      if (tests.includes(undefined)) throw new SlackError('unknown_type');
      checkPlace(context, args);
      const files = [...context.workspace.files.values()]
        .filter(file => !file.deleted && isFileVisible(context.workspace, file, context.token.userId))
        .map(file => file.record)
        .filter(file => args.show_files_hidden_by_limit || file.mode !== 'hidden_by_limit')
        .filter(file => tests.some(test => test?.(file) === true) && isAsked(file, args))
        .sort((a, b) => b.created - a.created || (a.id < b.id ? -1 : 1));
      const { items, paging } = pageOf(files, args);
      return { files: items, paging };
    },
  }),
  'files.info': method({
    kind: 'read',
    tokens: both,
    scopes: ['files:read'],
    tier: 'tier4',
    parameters: { file: { type: 'string', required: true }, count: { type: 'integer' }, page: { type: 'integer' } },
    errors: ['file_deleted', 'file_not_found'],
    handle: (context, args) => {
      const file = findFile(context, args.file);
      return { file: file.record, comments: [], response_metadata: { next_cursor: '' } };
    },
  }),
  'files.delete': method({
    kind: 'write',
    tokens: both,
    scopes: ['files:write'],
    tier: 'tier3',
    parameters: { file: { type: 'string', required: true } },
    errors: ['cant_delete_file', 'file_deleted', 'file_not_found'],
    handle: (context, args) => {
      const { workspace, token } = context;
      const file = findFile(context, args.file);
      const isAdmin = token.kind === 'user' && workspace.users.get(token.userId)?.is_admin === true;
      if (file.record.user !== token.userId && !isAdmin) throw new SlackError('cant_delete_file');
      file.deleted = true;
      leaveTombstones(workspace, file);
      return {};
    },
  }),
};

/** @throws SlackError file_not_found, file_deleted */
function findFile({ workspace, token }: MethodContext, id: string): StoredFile {
  const file = workspace.files.get(id);
  if (file === undefined || !isFileVisible(workspace, file, token.userId)) throw new SlackError('file_not_found');
  if (file.deleted) throw new SlackError('file_deleted');
  return file;
}

function checkPlace(
  context: MethodContext,
  args: { readonly channel: string | undefined; readonly user: string | undefined },
): void {
  const { channels, users } = context.workspace;
  const channel = args.channel === undefined ? undefined : channels.get(args.channel);
  if (args.channel !== undefined && (channel === undefined || !isVisible(context, channel)))
    throw new SlackError('channel_not_found');
  if (args.user !== undefined && !users.has(args.user)) throw new SlackError('user_not_found');
}

/** Both ends of the time are inside. */
function isAsked(
  file: FileRecord,
  args: {
    readonly channel: string | undefined;
    readonly user: string | undefined;
    readonly ts_from: string | undefined;
    readonly ts_to: string | undefined;
  },
): boolean {
  const { channel, user, ts_from: from, ts_to: to } = args;
  if (user !== undefined && file.user !== user) return false;
  if (channel !== undefined && ![...file.channels, ...file.groups, ...file.ims].includes(channel)) return false;
  const created = `${String(file.created).padStart(10, '0')}.000000`;
  return (from === undefined || created >= from) && (to === undefined || created <= to);
}

/** Messages keep a stub of a deleted file. */
function leaveTombstones(workspace: Workspace, { record }: StoredFile): void {
  const shares = { ...record.shares.public, ...record.shares.private };
  for (const [channelId, places] of Object.entries(shares)) {
    const channel = workspace.channels.get(channelId);
    for (const { ts } of channel === undefined ? [] : places) {
      const message = channel === undefined ? undefined : findMessage(channel, ts);
      if (message?.files === undefined) continue;
      message.files = message.files.map(file => (file.id === record.id ? { id: record.id, mode: 'tombstone' } : file));
    }
  }
}
