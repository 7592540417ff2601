import type { MethodContext } from '../api/method.ts';
import type { MessageRecord } from '../store/records.ts';
import type { Channel } from '../store/workspace.ts';

/** Writes into a channel what Slack itself says there: `<@U1> <text>`. */
export function writeSystemMessage(
  { store }: MethodContext,
  channel: Channel,
  facts: { readonly subtype: string; readonly user: string; readonly text: string } & Pick<
    MessageRecord,
    'inviter' | 'topic' | 'purpose'
  >,
): void {
  const { subtype, user, text, ...rest } = facts;
  channel.messages.add({
    type: 'message',
    subtype,
    ts: channel.messages.nextTs(store.now()),
    user,
    text: `<@${user}> ${text}`,
    ...rest,
  });
}
