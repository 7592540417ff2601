import type { MethodContext } from '../api/method.ts';
import { SlackError } from '../api/slack-error.ts';

/**
 * Refuses a name no channel may have: lower case letters of any script, digits, hyphens and underscores; at most 80.
 *
 * @throws SlackError invalid_name_maxlength, invalid_name_punctuation, invalid_name_specials, name_taken
 */
export function checkChannelName(context: MethodContext, name: string): void {
  if (name.length > 80) throw new SlackError('invalid_name_maxlength');
  if (/^[\p{P}\p{S}]+$/u.test(name)) throw new SlackError('invalid_name_punctuation');
  if (!/^[\p{Ll}\p{Lo}\p{M}\p{N}_-]+$/u.test(name)) throw new SlackError('invalid_name_specials');
  const isTaken = [...context.workspace.channels.values()].some(channel => channel.name === name);
  if (isTaken) throw new SlackError('name_taken');
}
