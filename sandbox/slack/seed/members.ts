import type { Ids } from '../../support/ids.ts';
import type { Random } from '../../support/random.ts';
import { familyNames, givenNames, jobTitles, locales, timeZones } from '../../support/words.ts';
import type { BotRecord, ProfileRecord, UserRecord } from '../store/records.ts';
import { appBot, otherBot, webhookBot } from './bots.ts';
import { seedEnd, seedStart } from './period.ts';
import { blankProfile, customImage } from './profiles.ts';

/** What the members of a workspace are made for. */
export interface MemberSetting {
  readonly random: Random;
  readonly ids: Ids;
  readonly teamId: string;
  readonly domain: string;
  readonly enterprise: { readonly id: string; readonly name: string } | null;
  readonly app: { readonly id: string; readonly name: string; readonly botUserId: string; readonly botId: string };
  readonly tokenUserId: string;
}

/** A kind of user: how many there are of it, and how it differs from an ordinary person. */
interface Persona {
  readonly name: string;
  readonly weight: number;
  readonly user?: Partial<UserRecord>;
  /** What its profile lacks. */
  readonly without?: 'names' | 'contact';
}

const personas: readonly Persona[] = [
  { name: 'person', weight: 70 },
  { name: 'admin', weight: 2, user: { is_admin: true } },
  { name: 'owner', weight: 1, user: { is_admin: true, is_owner: true } },
  { name: 'guest', weight: 5, user: { is_restricted: true } },
  { name: 'single_channel_guest', weight: 3, user: { is_restricted: true, is_ultra_restricted: true } },
  { name: 'deactivated', weight: 8, user: { deleted: true } },
  { name: 'invited', weight: 2, user: { is_invited_user: true, is_email_confirmed: false } },
  { name: 'bot', weight: 4, user: { is_bot: true } },
  { name: 'workflow_bot', weight: 1, user: { is_bot: true, is_workflow_bot: true } },
  { name: 'app_user', weight: 2, user: { is_app_user: true } },
  { name: 'nameless', weight: 3, without: 'names' },
  { name: 'unreachable', weight: 3, without: 'contact' },
];

const colors = ['9f69e7', '4bbe2e', 'e7392d', '3c989f', '674b1b', 'e96699', 'd58247'];
/**
 * Makes a workspace's users and bots, `count` users in all. First come the primary owner, the owner of the user token,
 * the app's bot and Slackbot, then one of each kind, then the rest by weight.
 */
export function seedMembers(setting: MemberSetting, count: number): { users: UserRecord[]; bots: BotRecord[] } {
  const bots: BotRecord[] = [appBot(setting)];
  const users: UserRecord[] = [
    person(setting, {
      name: 'primary_owner',
      weight: 0,
      user: { is_admin: true, is_owner: true, is_primary_owner: true },
    }),
    {
      ...person(setting, { name: 'admin', weight: 0, user: { is_admin: true } }, setting.tokenUserId),
      is_app_user: true,
    },
    botUser(setting, { id: setting.app.botUserId, name: setting.app.name, botId: setting.app.botId }),
    slackbot(setting),
  ];
  const weights = personas.map(persona => [persona, persona.weight] as const);
  while (users.length < count) {
    const persona = personas[users.length - 4] ?? setting.random.weighted(weights);
    if (persona.user?.is_bot === true) {
      const bot = otherBot(setting, bots.length);
      bots.push(bot);
      users.push({ ...botUser(setting, { id: bot.user_id ?? '', name: bot.name, botId: bot.id }), ...persona.user });
    } else users.push(person(setting, persona));
  }
  bots.push(webhookBot(setting));
  return { users, bots };
}

function person(setting: MemberSetting, persona: Persona, id?: string): UserRecord {
  const { random } = setting;
  // People of an Enterprise Grid organization may have ids that start with W.
  const userId = id ?? setting.ids.next(setting.enterprise !== null && random.chance(0.5) ? 'W' : 'U');
  const [given, givenAscii] = random.pick(givenNames);
  const [family, familyAscii] = random.pick(familyNames);
  const suffix = userId.slice(-4).toLowerCase();
  const handle = `${givenAscii}.${familyAscii}.${suffix}`;
  const realName = persona.without === 'names' ? handle : `${given} ${family}`;
  const names = persona.without === 'names' ? {} : { first_name: given, last_name: family };
  const contact = persona.without === 'contact' ? {} : { email: `${handle}@${setting.domain}.example` };
  const profile: ProfileRecord = {
    ...blankProfile(setting.teamId, userId, realName),
    title: persona.without === 'contact' ? '' : random.pick(jobTitles),
    phone:
      persona.without === undefined && random.chance(0.6)
        ? `+1 555 0${random.integer(100, 199)} ${random.integer(1000, 9999)}`
        : '',
    display_name: random.chance(0.7) ? givenAscii : '',
    ...names,
    ...contact,
    ...(random.chance(0.5) ? customImage(userId) : {}),
    ...(random.chance(0.2)
      ? { status_text: 'On holiday', status_text_canonical: 'On holiday', status_emoji: ':palm_tree:' }
      : {}),
  };
  profile.display_name_normalized = profile.display_name;
  const user = { ...base(setting, userId, handle, profile), ...persona.user };
  if (user.deleted) return deactivated(user);
  const [tz, tz_label, tz_offset] = random.pick(timeZones);
  return { ...user, tz, tz_label, tz_offset, locale: random.pick(locales), ...enterpriseUser(setting, userId) };
}

function base(setting: MemberSetting, id: string, handle: string, profile: ProfileRecord): UserRecord {
  return {
    id,
    team_id: setting.teamId,
    name: handle,
    deleted: false,
    color: setting.random.pick(colors),
    real_name: profile.real_name,
    profile,
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: false,
    is_app_user: false,
    updated: setting.random.integer(seedStart, seedEnd),
    is_email_confirmed: true,
    who_can_share_contact_card: 'EVERYONE',
  };
}

/** Slack leaves most fields out of a deactivated user. */
function deactivated(user: UserRecord): UserRecord {
  const { id, team_id, name, profile, is_bot, is_app_user, updated } = user;
  return { id, team_id, name, deleted: true, profile, is_bot, updated, is_app_user };
}

function botUser(setting: MemberSetting, bot: { id: string; name: string; botId: string }): UserRecord {
  const handle = bot.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_');
  const profile: ProfileRecord = {
    ...blankProfile(setting.teamId, bot.id, bot.name),
    bot_id: bot.botId,
    api_app_id: setting.app.id,
    always_active: true,
    first_name: bot.name,
    last_name: '',
  };
  const [tz, tz_label, tz_offset] = timeZones[0] ?? ['Etc/UTC', 'Coordinated Universal Time', 0];
  return {
    ...base(setting, bot.id, handle, profile),
    tz,
    tz_label,
    tz_offset,
    is_bot: true,
    is_email_confirmed: false,
  };
}

function slackbot(setting: MemberSetting): UserRecord {
  const profile = {
    ...blankProfile(setting.teamId, 'USLACKBOT', 'Slackbot'),
    display_name: 'Slackbot',
    always_active: true,
  };
  // Slackbot is the one bot whose `is_bot` is false.
  return { ...base(setting, 'USLACKBOT', 'slackbot', profile), is_email_confirmed: false, updated: 0 };
}

function enterpriseUser(setting: MemberSetting, id: string): Pick<UserRecord, 'enterprise_user'> {
  if (setting.enterprise === null) return {};
  const flags = { is_admin: false, is_owner: false, is_primary_owner: false };
  const { id: enterprise_id, name: enterprise_name } = setting.enterprise;
  return { enterprise_user: { id, enterprise_id, enterprise_name, ...flags, teams: [setting.teamId] } };
}
