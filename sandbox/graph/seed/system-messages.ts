import { beginningOfTime } from '../store/graph-time.ts';
import type { UserRecord } from '../store/directory-records.ts';
import type { EventDetail } from '../store/records.ts';
import type { Random } from '../../support/random.ts';

/** What a system message is built from. */
export interface EventSetting {
  readonly random: Random;
  readonly tenantId: string;
  readonly people: readonly UserRecord[];
  readonly place: { readonly id: string; readonly name: string };
}

type BuildEvent = (setting: EventSetting) => EventDetail;

/** People are named by id alone here: `displayName` is null. */
function silent(user: UserRecord, tenantId: string): object {
  return { id: user.id, displayName: null, userIdentityType: 'aadUser', tenantId };
}

function initiator({ random, people, tenantId }: EventSetting): object {
  const user = { '@odata.type': '#microsoft.graph.teamworkUserIdentity', ...silent(random.pick(people), tenantId) };
  return { application: null, device: null, user };
}

const membersAdded: BuildEvent = setting => ({
  '@odata.type': '#microsoft.graph.membersAddedEventMessageDetail',
  visibleHistoryStartDateTime: beginningOfTime,
  members: setting.random.sample(setting.people, 2).map(user => silent(user, setting.tenantId)),
  initiator: initiator(setting),
});

const membersDeleted: BuildEvent = setting => ({
  '@odata.type': '#microsoft.graph.membersDeletedEventMessageDetail',
  members: [silent(setting.random.pick(setting.people), setting.tenantId)],
  initiator: initiator(setting),
});

const roleUpdated: BuildEvent = setting => ({
  '@odata.type': '#microsoft.graph.conversationMemberRoleUpdatedEventMessageDetail',
  conversationMemberRoles: ['owner'],
  conversationMemberUser: silent(setting.random.pick(setting.people), setting.tenantId),
  initiator: initiator(setting),
});

/** System messages of a channel; the first is that of its making. */
export const channelEvents: readonly BuildEvent[] = [
  setting => ({
    '@odata.type': '#microsoft.graph.channelAddedEventMessageDetail',
    channelId: setting.place.id,
    channelDisplayName: setting.place.name,
    initiator: initiator(setting),
  }),
  membersAdded,
  membersDeleted,
  roleUpdated,
];

/** System messages of a chat. */
export const chatEvents: readonly BuildEvent[] = [
  membersAdded,
  membersDeleted,
  setting => ({
    '@odata.type': '#microsoft.graph.chatRenamedEventMessageDetail',
    chatId: setting.place.id,
    chatDisplayName: setting.place.name,
    initiator: initiator(setting),
  }),
];
