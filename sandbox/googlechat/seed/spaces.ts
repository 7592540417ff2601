import { headline, sentence } from '../../support/prose.ts';
import type { Random } from '../../support/random.ts';
import { createMessageLog } from '../store/message-log.ts';
import type { SpaceFacts, StoredMembership } from '../store/records.ts';
import { addMember, announcementSettings, collaborationSettings, type Space } from '../store/space.ts';
import type { Content } from '../store/store.ts';
import type { Micros } from '../store/timestamp.ts';
import { dayMs, seedStartMs } from './period.ts';
import type { Insider, SpacePlan } from './plan.ts';

/** Who can be put into spaces. */
export interface SpaceSetting {
  readonly content: Content;
  readonly random: Random;
  /** Ids of those with credentials. */
  readonly insiders: Readonly<Record<Insider, string>>;
  /** Ids of people who can be members. */
  readonly people: readonly string[];
  readonly externals: readonly string[];
  readonly apps: readonly string[];
  readonly groupIds: readonly string[];
}

/** Makes a space with its members, still without messages. */
export function seedSpace(setting: SpaceSetting, plan: SpacePlan): Space {
  const { random, content } = setting;
  const createdMicros = (seedStartMs + random.integer(1, 200) * dayMs) * 1000 + random.integer(0, 86_399_999_999);
  const [creatorId = setting.insiders.admin, ...rest] = choosePeople(setting, plan);
  const space: Space = {
    id: content.ids.space(plan.kind === 'dm' ? 'dm' : 'room'),
    facts: factsOf(plan, random),
    createdMicros,
    creatorId,
    members: new Map(),
    messages: createMessageLog(),
  };
  if (plan.note === 'import') return space;
  const joined = membership('user', createdMicros);
  addMember(space, joined(creatorId, { role: plan.kind === 'space' ? 'ROLE_MANAGER' : 'ROLE_MEMBER' }));
  rest.forEach((id, index) => {
    const isInvited = plan.note === 'invited' && index >= rest.length - 4;
    const isManager = plan.kind === 'space' && index === 3;
    addMember(
      space,
      joined(id, { state: isInvited ? 'INVITED' : 'JOINED', role: isManager ? 'ROLE_MANAGER' : 'ROLE_MEMBER' }),
    );
  });
  if (plan.note === 'external') for (const id of random.sample(setting.externals, 6)) addMember(space, joined(id));
  if (plan.insiders.includes('app')) addMember(space, joined(setting.insiders.app));
  if (plan.kind === 'space' && plan.roots > 300)
    for (const id of random.sample(setting.apps, 2)) addMember(space, joined(id));
  if (plan.note === 'groups') {
    const group = membership('group', createdMicros);
    for (const id of random.sample(setting.groupIds, 3)) addMember(space, group(id));
  }
  return space;
}

function membership(kind: StoredMembership['kind'], createdMicros: Micros) {
  let count = 0;
  return (id: string, differing: Partial<Pick<StoredMembership, 'role' | 'state'>> = {}): StoredMembership => ({
    id,
    kind,
    role: 'ROLE_MEMBER',
    state: 'JOINED',
    // One a minute, so that the order of joining shows.
    createdMicros: createdMicros + count++ * 60_000_000,
    ...differing,
  });
}

function factsOf(plan: SpacePlan, random: Random): SpaceFacts {
  const isNamed = plan.kind === 'space';
  return {
    spaceType: plan.kind === 'space' ? 'SPACE' : plan.kind === 'group' ? 'GROUP_CHAT' : 'DIRECT_MESSAGE',
    displayName: plan.name,
    spaceDetails:
      isNamed && random.chance(0.6)
        ? { description: headline(random), guidelines: random.chance(0.4) ? sentence(random) : '' }
        : undefined,
    spaceHistoryState: plan.note === 'history_off' ? 'HISTORY_OFF' : 'HISTORY_ON',
    spaceThreadingState: plan.note === 'grouped' ? 'GROUPED_MESSAGES' : 'THREADED_MESSAGES',
    externalUserAllowed: plan.note === 'external',
    singleUserBotDm: plan.note === 'app_dm',
    importMode: plan.note === 'import',
    audience: plan.note === 'discoverable' ? 'audiences/default' : undefined,
    permissionSettings: !isNamed ? {} : plan.note === 'announcement' ? announcementSettings : collaborationSettings,
  };
}

/** The creator first. The administrator and the member are in where the plan says, and nowhere else. */
function choosePeople({ random, insiders, people }: SpaceSetting, plan: SpacePlan): string[] {
  const required = (['admin', 'member'] as const)
    .filter(name => plan.insiders.includes(name))
    .map(name => insiders[name]);
  const wanted = Math.max(0, plan.people - required.length);
  return [...required, ...random.sample(people, wanted)];
}
