import type { Random } from '../../support/random.ts';
import { teamsTime } from '../store/graph-time.ts';
import type { UserRecord } from '../store/directory-records.ts';
import type { AttachmentRecord, ChatRecord } from '../store/records.ts';
import type { Chat } from '../store/tenant.ts';
import { chatId, memberRecord } from './conversations.ts';
import { fileItem, libraryAt } from './files.ts';
import { lazyLog } from './lazy-log.ts';
import { seedStartMs } from './period.ts';
import type { ChatPlan } from './plan.ts';
import { attachmentOf, pickPeople, type ConversationSetting } from './teams.ts';
import { seedTimeline } from './timeline.ts';

/** Makes a chat; its messages when first read. Files of chats lie in the OneDrive of who sent them. */
export function seedChat(setting: ConversationSetting, plan: ChatPlan, random: Random): Chat {
  const { tenantId, apps } = setting;
  const people = pickPeople(setting, random, plan.members, plan.user);
  const createdMs = seedStartMs + random.integer(0, 200 * 24 * 3_600_000);
  const record = chatRecord(setting, plan, { people, createdMs, random });
  const container = { kind: 'chat', id: record.id, tenantId } as const;
  const members = new Map(
    people.map((user, index) => {
      // Who came later to a group sees the history from then on.
      const late = plan.kind === 'group' && index > 2 ? { sinceMs: createdMs + random.integer(1, 86_400_000) } : {};
      return [user.id, memberRecord(container, user, user.userType === 'Guest' ? late : { role: 'owner', ...late })];
    }),
  );
  const place = { kind: 'chat', tenantId, id: record.id, name: plan.topic ?? 'Chat' } as const;
  const attachFile = attachToOneDrive(setting, random);
  const messages = lazyLog(() =>
    seedTimeline({ place, people, apps, random, createdMs, roots: plan.messages, replies: 0, attachFile }),
  );
  return { record, members, hiddenBy: new Set(plan.hidden === true ? [setting.signedIn.id] : []), messages };
}

function attachToOneDrive({ domain, drives }: ConversationSetting, random: Random) {
  return (author: UserRecord, atMs: number): AttachmentRecord => {
    const owner = encodeURIComponent(author.mailNickname.replaceAll('.', '_'));
    const library = libraryAt(`${domain}-my.sharepoint.com`, `/personal/${owner}/Documents`, 'business');
    const path = '/Microsoft%20Teams%20Chat%20Files';
    const item = fileItem({ library, path, parentId: `01CHAT${library.driveId.slice(2, 12)}`, author, atMs, random });
    drives.add(item);
    return attachmentOf(item);
  };
}

function chatRecord(
  { tenantId }: ConversationSetting,
  plan: ChatPlan,
  { people, createdMs, random }: { people: readonly UserRecord[]; createdMs: number; random: Random },
): ChatRecord {
  const id = chatId(plan.kind, people, random);
  const organizer = people[0];
  return {
    id,
    topic: plan.topic,
    createdDateTime: teamsTime(createdMs),
    lastUpdatedDateTime: teamsTime(createdMs + random.integer(1000, 9_000_000)),
    chatType: plan.kind,
    webUrl: `https://teams.microsoft.com/l/chat/${encodeURIComponent(id)}/0?tenantId=${tenantId}`,
    tenantId,
    isHiddenForAllMembers: false,
    onlineMeetingInfo:
      plan.kind !== 'meeting' || organizer === undefined
        ? null
        : {
            calendarEventId: Buffer.from(`event ${id}`).toString('base64'),
            joinWebUrl: `https://teams.microsoft.com/l/meetup-join/${encodeURIComponent(id)}/0`,
            organizer: { id: organizer.id, displayName: null, userIdentityType: 'aadUser', tenantId },
          },
  };
}
