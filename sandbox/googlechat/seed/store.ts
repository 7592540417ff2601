import { randomText } from '../../support/ids.ts';
import { createRandom, type Random } from '../../support/random.ts';
import { createIds } from '../store/ids.ts';
import { createOauthGrants } from '../store/oauth-grants.ts';
import { createRsaKeyPair } from '../store/rsa-key.ts';
import type { DirectoryUser } from '../store/records.ts';
import type { Content, GoogleChatStore, ServiceAccount } from '../store/store.ts';
import { createTokens } from '../store/tokens.ts';
import { issueAccounts, type Accounts } from './accounts.ts';
import { seedCustomer } from './customer.ts';
import { seedGroups } from './groups.ts';
import { chatUserOf, seedApps, seedDirectory, seedExternals } from './people.ts';
import { directoryGroups, directoryUsers, externalPeople, spacePlans } from './plan.ts';
import { adminScopes, approvedAppScopes } from './scopes.ts';
import { seedSpace, type SpaceSetting } from './spaces.ts';
import { seedTimeline } from './timeline.ts';

/** Seed of the demo, the tests and the benchmarks. */
export const defaultSeed = 20_251_130;

/** Creates the store of a seed and the credentials for it. */
export function createSeededStore(seed: number, now: () => number): { store: GoogleChatStore; accounts: Accounts } {
  const random = createRandom(seed);
  const { content, admin, member, appId } = seedContent(random);
  const tokens = createTokens(random.fork('tokens'), now);
  const clientNumber = randomText(random.fork('client'), '123456789', 12);
  const store: GoogleChatStore = {
    ...content,
    tokens,
    grants: createOauthGrants(tokens, now),
    client: {
      clientId: `${clientNumber}-${randomText(random.fork('client id'), 'abcdefghijklmnopqrstuvwxyz0123456789', 32)}.apps.googleusercontent.com`,
      clientSecret: tokens.secret('GOCSPX-', 28),
    },
    serviceAccount: seedServiceAccount(random.fork('service account'), appId),
    uploads: new Map(),
    doneRequests: new Map(),
    threadKeys: new Map(),
    now,
  };
  return { store, accounts: issueAccounts(store, { admin, member, customer: content.customer }) };
}

function seedContent(random: Random): { content: Content; admin: DirectoryUser; member: DirectoryUser; appId: string } {
  const ids = createIds(random.fork('ids'));
  const customer = seedCustomer(random.fork('customer'));
  const setting = { random: random.fork('people'), ids, customer };
  const directory = seedDirectory(setting, directoryUsers);
  const externals = seedExternals(setting, externalPeople);
  const [app, ...otherApps] = seedApps(ids);
  const [admin, member, ...people] = directory;
  if (admin === undefined || member === undefined || app === undefined)
    throw new Error('The seed plans people and apps.');
  const active = directory.filter(user => user.deletionTime === undefined);
  const groups = seedGroups({ ...setting, random: random.fork('groups'), users: active, externals }, directoryGroups);
  const chatUsers = [...directory.map(user => chatUserOf(user, customer)), ...externals, app, ...otherApps];
  const content: Content = {
    customer,
    directory: new Map(directory.map(user => [user.id, user])),
    groups: new Map(groups.map(group => [group.id, group])),
    users: new Map(chatUsers.map(user => [user.id, user])),
    spaces: new Map(),
    driveFiles: new Map(),
    media: new Map(),
    ids,
  };
  const canJoin = (user: DirectoryUser): boolean => !user.suspended && !user.archived;
  const spaces: SpaceSetting = {
    content,
    random: random.fork('spaces'),
    insiders: { admin: admin.id, member: member.id, app: app.id },
    people: people.filter(canJoin).map(user => user.id),
    externals: externals.map(user => user.id),
    apps: otherApps.map(user => user.id),
    groupIds: groups.map(group => group.id),
  };
  const former = directory.filter(user => user.suspended || user.deletionTime !== undefined).map(user => user.id);
  spacePlans.forEach((plan, index) => {
    const space = seedSpace(spaces, plan);
    content.spaces.set(space.id, space);
    seedTimeline({ content, former }, space, plan, random.fork(`space ${index}`));
  });
  return { content, admin, member, appId: app.id };
}

function seedServiceAccount(random: Random, appId: string): ServiceAccount {
  const projectId = `northwind-chat-${randomText(random, '0123456789', 6)}`;
  return {
    clientEmail: `patchbay@${projectId}.iam.gserviceaccount.com`,
    clientId: `1${randomText(random, '0123456789', 20)}`,
    keyId: randomText(random, '0123456789abcdef', 40),
    projectId,
    key: createRsaKeyPair(random.fork('key')),
    appId,
    delegatedScopes: adminScopes,
    approvedAppScopes,
  };
}
