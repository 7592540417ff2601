import { sentence } from '../../support/prose.ts';
import type { Random } from '../../support/random.ts';
import { projects } from '../../support/words.ts';
import type { Ids } from '../store/ids.ts';
import type { ChatUser, Customer, DirectoryGroup, DirectoryUser, GroupMember } from '../store/records.ts';

/** What groups are made for. */
export interface GroupSetting {
  readonly random: Random;
  readonly ids: Ids;
  readonly customer: Customer;
  readonly users: readonly DirectoryUser[];
  readonly externals: readonly ChatUser[];
}

/**
 * Makes Google Groups. The first holds everyone as one `CUSTOMER` member, the second is empty, the third is large,
 * the fourth holds other groups and people from outside; the rest are teams.
 */
export function seedGroups(setting: GroupSetting, count: number): DirectoryGroup[] {
  const { random } = setting;
  const groups: DirectoryGroup[] = [
    group(setting, 'everyone', 'Everyone', [{ id: setting.customer.id, role: 'MEMBER', type: 'CUSTOMER' }]),
    group(setting, 'parked', 'Parked', []),
    group(setting, 'all-hands', 'All hands', people(setting, 450)),
  ];
  const nested = groups.slice(1).map(inner => memberOf(inner));
  groups.push(
    group(setting, 'partners', 'Partners & “friends”', [...people(setting, 5), ...nested, ...outsiders(setting)]),
  );
  while (groups.length < count) {
    const number = groups.length;
    const project = projects[number % projects.length] ?? 'team';
    groups.push(
      group(setting, `team-${project}-${number}`, `Team ${project} ${number}`, people(setting, random.integer(2, 40))),
    );
  }
  return groups;
}

function group(setting: GroupSetting, handle: string, name: string, members: readonly GroupMember[]): DirectoryGroup {
  const { random, ids, customer } = setting;
  return {
    id: ids.group(),
    email: `${handle}@${customer.primaryDomain}`,
    name,
    description: random.chance(0.7) ? sentence(random) : '',
    adminCreated: random.chance(0.6),
    aliases: random.chance(0.2) ? [`${handle}-list@${customer.primaryDomain}`] : [],
    members,
  };
}

function people({ random, users }: GroupSetting, count: number): GroupMember[] {
  return random.sample(users, count).map((user, index) => ({
    id: user.id,
    email: user.primaryEmail,
    role: index === 0 ? 'OWNER' : index === 1 ? 'MANAGER' : 'MEMBER',
    type: 'USER',
    status: user.suspended ? 'SUSPENDED' : 'ACTIVE',
  }));
}

function outsiders({ externals }: GroupSetting): GroupMember[] {
  return externals
    .slice(0, 3)
    .map(({ id, email }) => ({ id, ...(email === undefined ? {} : { email }), role: 'MEMBER', type: 'EXTERNAL' }));
}

function memberOf({ id, email }: DirectoryGroup): GroupMember {
  return { id, email, role: 'MEMBER', type: 'GROUP', status: 'ACTIVE' };
}
