import { headline, sentence } from '../../support/prose.ts';
import type { BotRecord, MessageRecord, PostedBlock } from '../store/records.ts';
import type { Workspace } from '../store/workspace.ts';
import type { MessageSetting } from './message-kinds.ts';

/** A message an app's bot posted: it has a user, a bot and the bot's profile. */
export function botMessage({ workspace, random, ts }: MessageSetting): MessageRecord {
  const bot = random.pick([...workspace.bots.values()].filter(candidate => candidate.user_id !== undefined));
  const text = `:white_check_mark: *${headline(random)}*`;
  const blocks: PostedBlock[] = [
    sectionBlock('head', text),
    { type: 'divider', block_id: 'line' },
    sectionBlock('body', sentence(random)),
  ];
  return { ...authoredBy(workspace, bot), type: 'message', ts, text, ...(random.chance(0.6) ? { blocks } : {}) };
}

/** A message of an old webhook: no user at all, and a name of its own. */
export function webhookMessage({ workspace, random, ts }: MessageSetting): MessageRecord {
  const bot = [...workspace.bots.values()].find(candidate => candidate.user_id === undefined);
  return {
    type: 'message',
    subtype: 'bot_message',
    ts,
    username: 'monitoring',
    icons: { emoji: ':rotating_light:' },
    text: `${sentence(random)} <https://status.example.com|status page>`,
    ...(bot === undefined ? {} : { bot_id: bot.id }),
    attachments: [{ id: 1, fallback: 'CPU 97 %', text: 'CPU 97 %', color: 'a30200' }],
  };
}

/** The fields that say which bot wrote a message. */
export function authoredBy(
  workspace: Workspace,
  bot: BotRecord,
): Pick<MessageRecord, 'user' | 'bot_id' | 'app_id' | 'team' | 'bot_profile'> {
  return {
    ...(bot.user_id === undefined ? {} : { user: bot.user_id }),
    bot_id: bot.id,
    app_id: bot.app_id,
    team: workspace.team.id,
    bot_profile: { ...bot, team_id: workspace.team.id },
  };
}

function sectionBlock(id: string, text: string): PostedBlock & { text: { type: 'mrkdwn'; text: string } } {
  return { type: 'section', block_id: id, text: { type: 'mrkdwn', text } };
}
