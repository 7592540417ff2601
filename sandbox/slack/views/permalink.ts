import type { MessageRecord } from '../store/records.ts';
import type { Channel, Workspace } from '../store/workspace.ts';

/** Address of a message in Slack's own client. */
export function permalink({ team }: Workspace, channel: Channel, message: MessageRecord): string {
  const address = `${team.url}archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  return isReply ? `${address}?thread_ts=${message.thread_ts}&cid=${channel.id}` : address;
}
