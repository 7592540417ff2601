import type { Random } from '../../support/random.ts';
import { createDrives } from '../store/drives.ts';
import { directoryTime } from '../store/graph-time.ts';
import { guid } from '../store/guid.ts';
import type { OrganizationRecord, UserRecord } from '../store/directory-records.ts';
import type { Group, Team, Tenant } from '../store/tenant.ts';
import type { PostingApps } from './authors.ts';
import { seedChat } from './chats.ts';
import { groupRecord, seedPlainGroups, seedRoles, type GroupSetting } from './groups.ts';
import { seedStartMs } from './period.ts';
import type { TenantPlan } from './plan.ts';
import { seedTeam, teamIds, type ConversationSetting } from './teams.ts';
import { seedUsers } from './users.ts';

/** What is known of a tenant before it is built. */
export interface TenantIdentity {
  readonly plan: TenantPlan;
  readonly id: string;
  readonly signedInId: string;
  readonly apps: PostingApps;
}

/** Builds a tenant; messages wait until they are read. */
export function buildTenant(identity: TenantIdentity, random: Random): Tenant {
  const { plan, id, signedInId, apps } = identity;
  const { domain } = plan;
  const users = seedUsers({ random: random.fork('users'), domain, signedInId }, plan.users);
  const signedIn = users.find(user => user.id === signedInId);
  if (signedIn === undefined) throw new Error('The seed makes the signed-in person.');
  const drives = createDrives();
  const setting: ConversationSetting = { tenantId: id, domain, users, signedIn, drives, apps, random };
  const ids = teamIds(random.fork('team ids'), plan.teams.length);
  const teams = plan.teams.map((team, index) => seedTeam(setting, team, ids, ids[index] ?? ''));
  const chats = plan.chats.map((chat, index) => seedChat(setting, chat, random.fork(`chat ${index}`)));
  const app = { id: guid(random), appId: apps.bot.id, displayName: apps.bot.name };
  const groupSetting = { random: random.fork('groups'), domain };
  const plain = seedPlainGroups(groupSetting, users, { count: Math.ceil(plan.users / 40), app });
  const groups = [
    ...teams.map((team, index) => groupOfTeam(groupSetting, team, plan.teams[index]?.nickname ?? '')),
    ...plain,
  ];
  const photos = random.fork('photos');
  return {
    id,
    initialDomain: `${domain}.onmicrosoft.com`,
    name: domain,
    organization: organizationRecord(identity, users),
    users: byId(users, user => user.id),
    groups: byId(groups, group => group.record.id),
    roles: seedRoles(
      random.fork('roles'),
      users.slice(0, 1).map(user => user.id),
    ),
    servicePrincipals: new Map([[app.id, app]]),
    teams: byId(teams, team => team.record.id),
    chats: byId(chats, chat => chat.record.id),
    drives,
    photos: new Set(users.filter(user => user.id === signedInId || photos.chance(0.4)).map(user => user.id)),
  };
}

/** The directory lists by id, in no order a person would choose. */
function byId<T>(items: readonly T[], idOf: (item: T) => string): Map<string, T> {
  return new Map(items.map((item): [string, T] => [idOf(item), item]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function groupOfTeam(setting: GroupSetting, { record, members }: Team, nickname: string): Group {
  const visibility = ({ public: 'Public', private: 'Private', hiddenMembership: 'HiddenMembership' } as const)[
    record.visibility
  ];
  const group = groupRecord(setting, {
    kind: 'microsoft365',
    name: record.displayName,
    nickname,
    description: record.description === '' ? null : record.description,
    createdMs: Date.parse(record.createdDateTime),
    team: { id: record.id, visibility },
  });
  const owners = [...members.values()].filter(member => member.roles.includes('owner')).map(member => member.userId);
  return { record: group, members: new Set(members.keys()), owners: new Set(owners) };
}

function organizationRecord({ plan, id }: TenantIdentity, users: readonly UserRecord[]): OrganizationRecord {
  const domain = { capabilities: 'Email, OfficeCommunicationsOnline', type: 'Managed' };
  return {
    id,
    deletedDateTime: null,
    businessPhones: ['+1 555 0100 1000'],
    city: 'Redmond',
    country: null,
    countryLetterCode: plan.key === 'tenant1' ? 'US' : 'DE',
    createdDateTime: directoryTime(seedStartMs - 400 * 24 * 3_600_000),
    defaultUsageLocation: null,
    displayName: plan.name,
    isMultipleDataLocationsForServicesEnabled: null,
    marketingNotificationEmails: [],
    onPremisesLastSyncDateTime: null,
    onPremisesSyncEnabled: null,
    partnerTenantType: null,
    postalCode: '98052',
    preferredLanguage: 'en',
    securityComplianceNotificationMails: [],
    securityComplianceNotificationPhones: [],
    state: null,
    street: null,
    technicalNotificationMails: users.slice(0, 1).map(user => user.userPrincipalName),
    tenantType: 'AAD',
    privacyProfile: null,
    assignedPlans: [
      {
        assignedDateTime: directoryTime(seedStartMs),
        capabilityStatus: 'Enabled',
        service: 'TeamspaceAPI',
        servicePlanId: '57ff2da0-773e-42df-b2af-ffb7a2317929',
      },
    ],
    provisionedPlans: [{ capabilityStatus: 'Enabled', provisioningStatus: 'Success', service: 'exchange' }],
    verifiedDomains: [
      { ...domain, isDefault: true, isInitial: false, name: `${plan.domain}.com` },
      { ...domain, isDefault: false, isInitial: true, name: `${plan.domain}.onmicrosoft.com` },
    ],
  };
}
