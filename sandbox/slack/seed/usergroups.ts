import type { Ids } from '../../support/ids.ts';
import type { Random } from '../../support/random.ts';
import { projects } from '../../support/words.ts';
import type { UsergroupRecord, UserRecord } from '../store/records.ts';
import { seedEnd, seedStart } from './period.ts';

/** Makes user groups: two that Slack keeps itself, a disabled one, an empty one, and ordinary ones. */
export function seedUsergroups(
  setting: {
    readonly random: Random;
    readonly ids: Ids;
    readonly teamId: string;
    readonly channelIds: readonly string[];
  },
  users: readonly UserRecord[],
  count: number,
): UsergroupRecord[] {
  const people = users.filter(user => !user.deleted && !user.is_bot && user.id !== 'USLACKBOT');
  const idsOf = (list: readonly UserRecord[]): string[] => list.map(user => user.id);
  const admins = group(setting, {
    name: 'Workspace Admins',
    handle: 'admins',
    users: idsOf(people.filter(user => user.is_admin)),
  });
  const owners = group(setting, {
    name: 'Workspace Owners',
    handle: 'owners',
    users: idsOf(people.filter(user => user.is_owner)),
  });
  const groups: UsergroupRecord[] = [
    { ...admins, auto_type: 'admin', created_by: 'USLACKBOT' },
    { ...owners, auto_type: 'owner', created_by: 'USLACKBOT' },
  ];
  for (let index = groups.length; index < count; index++) {
    const project = projects[index] ?? `project-${index}`;
    const size = index === 3 ? 0 : setting.random.integer(3, 25);
    const made = group(setting, {
      name: `Team ${project.charAt(0).toUpperCase()}${project.slice(1)}`,
      handle: `team-${project}`,
      users: idsOf(setting.random.sample(people, size)),
    });
    groups.push(index % 5 === 2 ? disabled(made) : made);
  }
  return groups;
}

function group(
  setting: {
    readonly random: Random;
    readonly ids: Ids;
    readonly teamId: string;
    readonly channelIds: readonly string[];
  },
  facts: { readonly name: string; readonly handle: string; readonly users: string[] },
): UsergroupRecord {
  const created = setting.random.integer(seedStart, seedEnd - 86_400);
  const creator = facts.users[0] ?? 'USLACKBOT';
  return {
    id: setting.ids.next('S'),
    team_id: setting.teamId,
    is_usergroup: true,
    is_subteam: true,
    name: facts.name,
    description: setting.random.chance(0.7) ? `${facts.name}: who to ask` : '',
    handle: facts.handle,
    is_external: false,
    date_create: created,
    date_update: setting.random.integer(created, seedEnd),
    date_delete: 0,
    auto_type: null,
    auto_provision: false,
    enterprise_subteam_id: '',
    created_by: creator,
    updated_by: creator,
    deleted_by: null,
    prefs: { channels: setting.random.sample(setting.channelIds, 1), groups: [] },
    users: facts.users,
  };
}

function disabled(group: UsergroupRecord): UsergroupRecord {
  return { ...group, date_delete: group.date_update + 60, deleted_by: group.created_by };
}
