import type { Random } from '../../support/random.ts';
import { projects } from '../../support/words.ts';
import { directoryTime } from '../store/graph-time.ts';
import { guid } from '../store/guid.ts';
import type { GroupRecord, UserRecord } from '../store/directory-records.ts';
import type { Group, Role, ServicePrincipal } from '../store/tenant.ts';
import { seedEndMs, seedStartMs } from './period.ts';

/** A kind of group: the properties that make it one. */
const kinds = {
  microsoft365: { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false, visibility: 'Private' },
  security: { groupTypes: [], mailEnabled: false, securityEnabled: true, visibility: null },
  mailSecurity: { groupTypes: [], mailEnabled: true, securityEnabled: true, visibility: null },
  distribution: { groupTypes: [], mailEnabled: true, securityEnabled: false, visibility: null },
  dynamic: { groupTypes: ['DynamicMembership'], mailEnabled: false, securityEnabled: true, visibility: null },
} as const satisfies Record<string, Pick<GroupRecord, 'groupTypes' | 'mailEnabled' | 'securityEnabled' | 'visibility'>>;

type GroupKind = keyof typeof kinds;

/** What a group is made for. */
export interface GroupSetting {
  readonly random: Random;
  readonly domain: string;
}

/** A group record of a kind. `team` marks the group of a team. */
export function groupRecord(
  setting: GroupSetting,
  facts: {
    readonly kind: GroupKind;
    readonly name: string;
    readonly nickname: string;
    readonly description: string | null;
    readonly createdMs: number;
    readonly team?: { readonly id: string; readonly visibility: GroupRecord['visibility'] };
  },
): GroupRecord {
  const { random, domain } = setting;
  const { kind, name, nickname, description, createdMs, team } = facts;
  const mail = kinds[kind].mailEnabled ? `${nickname}@${domain}.com` : null;
  return {
    id: team?.id ?? guid(random),
    deletedDateTime: null,
    classification: null,
    createdDateTime: directoryTime(createdMs),
    creationOptions: team === undefined ? [] : ['Team', 'ExchangeProvisioningFlags:3552'],
    description,
    displayName: name,
    expirationDateTime: null,
    ...kinds[kind],
    infoCatalogs: [],
    isAssignableToRole: null,
    mail,
    mailNickname: nickname,
    membershipRule: kind === 'dynamic' ? '(user.accountEnabled -eq true)' : null,
    membershipRuleProcessingState: kind === 'dynamic' ? 'On' : null,
    onPremisesDomainName: null,
    onPremisesLastSyncDateTime: null,
    onPremisesNetBiosName: null,
    onPremisesSamAccountName: null,
    onPremisesSecurityIdentifier: null,
    onPremisesSyncEnabled: null,
    preferredDataLocation: null,
    preferredLanguage: null,
    proxyAddresses: mail === null ? [] : [`SMTP:${mail}`],
    renewedDateTime: directoryTime(random.integer(createdMs, seedEndMs)),
    resourceBehaviorOptions: team === undefined ? [] : ['HideGroupInOutlook', 'WelcomeEmailDisabled'],
    resourceProvisioningOptions: team === undefined ? [] : ['Team'],
    securityIdentifier: `S-1-12-1-${random.integer(1e8, 1e9)}-${random.integer(1e8, 1e9)}`,
    theme: null,
    uniqueName: null,
    visibility: team?.visibility ?? kinds[kind].visibility,
    onPremisesProvisioningErrors: [],
    serviceProvisioningErrors: [],
  };
}

const plainKinds: readonly GroupKind[] = ['microsoft365', 'security', 'mailSecurity', 'distribution', 'dynamic'];

/** Groups without a team: some of each kind, one of them empty, one with another group and an app among its members. */
export function seedPlainGroups(
  setting: GroupSetting,
  users: readonly UserRecord[],
  facts: { readonly count: number; readonly app: ServicePrincipal },
): Group[] {
  const { random } = setting;
  const groups = Array.from({ length: facts.count }, (_, index): Group => {
    const kind = plainKinds[index % plainKinds.length] ?? 'security';
    const project = projects[index % projects.length] ?? 'atlas';
    const nickname = `${kind.toLowerCase()}-${project}${index}`;
    const createdMs = random.integer(seedStartMs, seedEndMs - 86_400_000);
    const record = groupRecord(setting, {
      kind,
      name: `${project} ${kind}`,
      nickname,
      description: index % 3 === 0 ? null : `People of ${project}`,
      createdMs,
    });
    const size = index === 0 ? 0 : random.integer(2, Math.min(240, users.length));
    return {
      record,
      members: new Set(random.sample(users, size).map(user => user.id)),
      owners: new Set(random.sample(users, kind === 'dynamic' ? 0 : 2).map(user => user.id)),
    };
  });
  const [, nesting, nested] = groups;
  if (nesting !== undefined && nested !== undefined) {
    nesting.members.add(nested.record.id);
    nesting.members.add(facts.app.id);
  }
  return groups;
}

/** The roles of a tenant: the administrators'. */
export function seedRoles(random: Random, administrators: readonly string[]): Role[] {
  const record = {
    id: guid(random),
    deletedDateTime: null,
    description: 'Can manage all aspects of the directory.',
    displayName: 'Global Administrator',
    roleTemplateId: '62e90394-69f5-4237-9190-012177145e10',
  };
  return [{ record, members: new Set(administrators) }];
}
