import type { MethodContext } from '../api/method.ts';
import type { FileRecord, MessageRecord } from '../store/records.ts';
import type { Channel } from '../store/workspace.ts';
import { messageContent } from './message-content.ts';

/** Shares files in a channel: one message holds them all. */
export function shareFiles(
  context: MethodContext,
  channel: Channel,
  files: FileRecord[],
  args: {
    readonly thread_ts: string | undefined;
    readonly initial_comment: string | undefined;
    readonly blocks: unknown;
  },
): void {
  const { workspace, token, store } = context;
  const comment = args.initial_comment ?? '';
  const hasContent = comment.trim() !== '' || args.blocks !== undefined;
  const content = hasContent
    ? messageContent({
        text: comment,
        markdown_text: undefined,
        blocks: args.blocks,
        attachments: undefined,
        metadata: undefined,
      })
    : { text: '' };
  const ts = channel.messages.nextTs(store.now());
  const parent = args.thread_ts === undefined ? undefined : channel.messages.find(args.thread_ts);
  const message: MessageRecord = {
    type: 'message',
    ts,
    user: token.userId,
    ...(token.kind === 'bot' ? { bot_id: workspace.app.botId } : {}),
    upload: true,
    display_as_bot: false,
    ...content,
    files,
    ...(parent === undefined ? {} : { thread_ts: parent.ts }),
    ...(parent?.user === undefined ? {} : { parent_user_id: parent.user }),
  };
  channel.messages.add(message);
  for (const file of files) recordShare(context, channel, file, message);
}

function recordShare(
  { workspace, token }: MethodContext,
  channel: Channel,
  file: FileRecord,
  message: MessageRecord,
): void {
  const share = {
    reply_users: [],
    reply_users_count: 0,
    reply_count: 0,
    ts: message.ts,
    channel_name: channel.name,
    team_id: workspace.team.id,
    share_user_id: token.userId,
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
  };
  const scope = channel.kind === 'public' ? 'public' : 'private';
  file.shares = { ...file.shares, [scope]: { ...file.shares[scope], [channel.id]: [share] } };
  if (channel.kind === 'public') file.is_public = true;
  (channel.kind === 'public' ? file.channels : channel.kind === 'im' ? file.ims : file.groups).push(channel.id);
}
