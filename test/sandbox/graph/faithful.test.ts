import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Graph from '@microsoft/microsoft-graph-types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { properties } from '../../../sandbox/graph/odata/properties.ts';
import type * as Directory from '../../../sandbox/graph/store/directory-records.ts';
import type * as Records from '../../../sandbox/graph/store/records.ts';
import { hasMetadata, readMetadata, violations } from './metadata.ts';
import { found, startScene, type Scene } from './scene.ts';

const observedFiles = ['msteams', 'microsoft'].map(folder =>
  join(import.meta.dirname, '../../../../shared/providers', folder, 'observed-fields.2026.json'),
);
const hasObserved = observedFiles.every(file => existsSync(file));
if (!hasMetadata) console.log('Graph’s metadata is absent: answers are not compared with it.');
if (!hasObserved) console.log('The fields observed in live calls are absent: answers are not compared with them.');

/** What the official types say of each object: this compiles, or the fake has a property of another type. */
type Writable<T> = T extends readonly (infer Element)[]
  ? Writable<Element>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Writable<T[Key]> }
    : T;
type Fits<Official, Ours extends Official> = Ours;
export type Checked = [
  Fits<Graph.ChatMessage, Writable<Records.MessageRecord>>,
  Fits<Graph.AadUserConversationMember, Writable<Records.MemberRecord>>,
  Fits<Graph.Channel, Writable<Records.ChannelRecord>>,
  Fits<Graph.Chat, Writable<Records.ChatRecord>>,
  Fits<Graph.Team, Writable<Records.TeamRecord>>,
  Fits<Graph.User, Writable<Directory.UserRecord>>,
  Fits<Graph.Group, Writable<Directory.GroupRecord>>,
  Fits<Graph.DirectoryRole, Writable<Directory.RoleRecord>>,
  Fits<Graph.Organization, Writable<Directory.OrganizationRecord>>,
  Fits<Graph.DriveItem, Writable<Records.DriveItemRecord>>,
];

let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.sandbox.close());

/** Reads as whoever may. */
const reads: readonly (readonly [client: 'user' | 'app', type: string, path: () => string])[] = [
  ['app', 'organization', () => '/organization'],
  ['app', 'organization', () => `/organization/${scene.tenant.id}`],
  ['user', 'user', () => '/me'],
  ['app', 'user', () => '/users?$top=999'],
  [
    'app',
    'user',
    () =>
      `/users?$top=500&$select=${Object.keys(someUser())
        .filter(name => !personal.includes(name))
        .join(',')}`,
  ],
  ['app', 'user', () => `/users/${scene.sandbox.tokens.tenant1.userId}?$select=${Object.keys(someUser()).join(',')}`],
  ['app', 'directoryObject', () => `/users/${scene.sandbox.tokens.tenant1.userId}/memberOf`],
  ['app', 'profilePhoto', () => `/users/${scene.sandbox.tokens.tenant1.userId}/photo`],
  ['app', 'group', () => '/groups?$expand=members&$top=999'],
  ['app', 'group', () => `/groups/${scene.team('Board').record.id}`],
  ['app', 'directoryObject', () => `/groups/${scene.team('Board').record.id}/members`],
  ['user', 'team', () => '/me/joinedTeams'],
  ['user', 'associatedTeamInfo', () => '/me/teamwork/associatedTeams'],
  ['app', 'team', () => '/teams'],
  ['user', 'team', () => `/teams/${scene.team('Engineering').record.id}`],
  ['user', 'conversationMember', () => `/teams/${scene.team('Engineering').record.id}/members`],
  ['user', 'channel', () => `/teams/${scene.team('Engineering').record.id}/channels`],
  ['user', 'channel', () => `/teams/${scene.team('Sales').record.id}/allChannels`],
  ['user', 'channel', () => `${scene.channelPath('Incidents')}?$select=id,summary`],
  ['user', 'channel', () => scene.channelPath('Incidents')],
  ['user', 'conversationMember', () => `${scene.channelPath('Incidents')}/members`],
  ['user', 'driveItem', () => `${scene.channelPath('Incidents')}/filesFolder`],
  ['user', 'chatMessage', () => `${scene.channelPath('Incidents')}/messages?$top=50&$expand=replies`],
  ['user', 'chatMessage', () => `${scene.channelPath('Telemetry firehose')}/messages?$top=50`],
  ['app', 'chatMessage', () => `/teams/${scene.team('Project Borealis').record.id}/channels/getAllMessages`],
  ['user', 'chat', () => '/me/chats?$expand=members,lastMessagePreview&$top=50'],
  ['app', 'chat', () => '/chats?$top=50'],
  ['user', 'chatMessage', () => `/chats/${scene.chat('Lunch crew 🍜').record.id}/messages?$top=50`],
  ['app', 'chatMessage', () => `/users/${scene.sandbox.tokens.tenant1.userId}/chats/getAllMessages`],
  [
    'app',
    'driveItem',
    () =>
      `/drives/${scene.channel('Firmware').folder.driveId}/items/${scene.channel('Firmware').folder.itemId}/children`,
  ],
];

const personal = ['aboutMe', 'birthday', 'hireDate', 'interests', 'mySite', 'skills', 'mailboxSettings'];
const someUser = (): Directory.UserRecord => found(scene.tenant.users.get(scene.sandbox.tokens.tenant1.userId));

/** Properties the live service shows beyond its metadata, all of them in types open to more. */
const beyondMetadata = [
  'microsoft.graph.group.creationOptions (open)',
  'microsoft.graph.organization.isMultipleDataLocationsForServicesEnabled (open)',
  'microsoft.graph.team.discoverySettings (open)',
  'microsoft.graph.team.isMembershipLimitedToOwners (open)',
  'microsoft.graph.team.tagSettings (open)',
  'microsoft.graph.identity.applicationIdentityType (open)',
  'microsoft.graph.identity.email (open)',
  'microsoft.graph.identity.tenantId (open)',
  'microsoft.graph.identity.userIdentityType (open)',
  'microsoft.graph.teamworkUserIdentity.tenantId (open)',
];

describe.skipIf(!hasMetadata)('answers and Graph’s metadata', () => {
  it.each(reads)('agree for the %s on a %s (%s)', async (client, type, path) => {
    const answer = (await scene[client].api(path()).get()) as { value?: object[] };
    const values = answer.value ?? [answer];
    expect(values.length).toBeGreaterThan(0);
    const found = new Set(values.flatMap(value => violations(readMetadata(), `microsoft.graph.${type}`, value, type)));
    expect([...found].filter(violation => !beyondMetadata.includes(violation))).toEqual([]);
  });

  it('are told apart from answers with other names, types and enum members', () => {
    const wrong = { id: 1, colour: 'red', createdDateTime: '2025-01-01', membershipType: 'secret' };
    expect(violations(readMetadata(), 'microsoft.graph.channel', wrong, 'channel')).toEqual([
      'channel.id is no Edm.String: 1',
      'channel.colour is not in microsoft.graph.channel',
      'channel.createdDateTime is no Edm.DateTimeOffset: "2025-01-01"',
      'channel.membershipType is secret, which is not in microsoft.graph.channelMembershipType',
    ]);
  });

  it('agree with the names $select takes', () => {
    const { types } = readMetadata();
    const unknown = Object.entries(properties).flatMap(([type, names]) => {
      const known = [
        type === 'conversationMember' ? 'aadUserConversationMember' : type,
        'entity',
        'directoryObject',
        'conversationMember',
        'baseItem',
      ];
      return names
        .filter(name => known.every(candidate => types[`microsoft.graph.${candidate}`]?.props[name] === undefined))
        .map(name => `${type}.${name}`);
    });
    expect(unknown).toEqual([
      'group.creationOptions',
      'organization.isMultipleDataLocationsForServicesEnabled',
      'team.isMembershipLimitedToOwners',
      'team.discoverySettings',
      'team.tagSettings',
    ]);
  });
});

/** Fields seen in live calls that this fake leaves out: billing, licences and the internals of sign-in. */
const unseen = ['directorySizeQuota', 'onPremisesSyncStatus'];

describe.skipIf(!hasObserved)('answers and what live calls showed', () => {
  const calls: readonly (readonly [observed: string, client: 'user' | 'app', path: () => string])[] = [
    ['GET /v1.0/me 200', 'user', () => '/me'],
    ['GET /v1.0/me/joinedTeams 200', 'user', () => '/me/joinedTeams'],
    ['GET /v1.0/teams 200', 'app', () => '/teams'],
    ['GET /v1.0/teams/{id} 200', 'user', () => `/teams/${scene.team('Engineering').record.id}`],
    ['GET /v1.0/teams/{id}/members 200', 'user', () => `/teams/${scene.team('Engineering').record.id}/members`],
    ['GET /v1.0/teams/{id}/channels 200', 'user', () => `/teams/${scene.team('Engineering').record.id}/channels`],
    ['GET /v1.0/teams/{id}/channels/{tid} 200', 'user', () => scene.channelPath('Incidents')],
    ['GET /v1.0/teams/{id}/channels/{tid}/messages 200', 'user', () => `${scene.channelPath('Incidents')}/messages`],
    ['GET /v1.0/me/chats 200', 'user', () => '/me/chats?$expand=members'],
    ['GET /v1.0/chats/{tid}/members 200', 'user', () => `/chats/${scene.chat('Release train').record.id}/members`],
    ['GET /v1.0/chats/{tid}/messages 200', 'user', () => `/chats/${scene.chat('Release train').record.id}/messages`],
    ['GET /v1.0/users 200', 'app', () => '/users'],
    ['GET /v1.0/groups 200', 'app', () => '/groups'],
    ['GET /v1.0/organization 200', 'app', () => '/organization'],
  ];

  it.each(calls)('have the same fields for %s', async (observed, client, path) => {
    const all = Object.assign(
      {},
      ...observedFiles.map(file => JSON.parse(readFileSync(file, 'utf8')) as object),
    ) as Record<string, { fields: Record<string, string> }>;
    const isList = 'value[]' in (all[observed]?.fields ?? {});
    const wanted = Object.keys(all[observed]?.fields ?? {})
      .map(name => (isList ? name.replace(/^value\[\]\./, '') : name))
      .filter(
        name =>
          /^[A-Za-z@]/.test(name) &&
          !/[.[]/.test(name.replace('@odata.', '@')) &&
          !['value', '@odata.nextLink', ...unseen].includes(name),
      );
    const answer = (await scene[client].api(path()).get()) as { value?: object[] };
    const first = answer.value?.[0] ?? {};
    const ours = new Set([...Object.keys(answer), ...Object.keys(first)]);
    expect(wanted.filter(name => !ours.has(name))).toEqual([]);
  });
});
