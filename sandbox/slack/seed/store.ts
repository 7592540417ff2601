import { createIds, randomText } from '../../support/ids.ts';
import { createRandom } from '../../support/random.ts';
import { botScopes, userScopes } from '../store/access.ts';
import { createOauthGrants, type OauthApp } from '../store/oauth-grants.ts';
import type { SlackStore } from '../store/store.ts';
import { createTokens, type Token, type Tokens } from '../store/tokens.ts';
import type { Workspace } from '../store/workspace.ts';
import { workspacePlans, type WorkspacePlan } from './plan.ts';
import { buildWorkspace, identifyWorkspace, type WorkspaceIdentity } from './workspace.ts';

/** The tokens of one workspace and the ids they stand for. */
export interface WorkspaceTokens {
  readonly name: string;
  readonly teamId: string;
  readonly enterpriseId: string | null;
  readonly bot: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly user: string;
  readonly userId: string;
}

/** The tokens a seed hands out. */
export type SeedTokens = Readonly<Record<WorkspacePlan['key'], WorkspaceTokens>> & {
  /** Bot tokens of the first workspace that Slack refuses, or that may do little. */
  readonly special: Readonly<Record<'expired' | 'revoked' | 'inactive' | 'narrow', string>>;
  /** An org-wide bot token of the third workspace's organization. */
  readonly organization: string;
};

/** Seed of the demo, the tests and the benchmarks. */
export const defaultSeed = 20_251_130;

/** Creates the store of a seed; workspaces are built when first used. */
export function createSeededStore(seed: number, now: () => number): { store: SlackStore; tokens: SeedTokens } {
  const random = createRandom(seed);
  const tokens = createTokens(random.fork('tokens'));
  const apps = seedApps(seed);
  const app = { id: apps[0]?.id ?? '', name: apps[0]?.name ?? '' };
  const identities = workspacePlans.map(plan => identifyWorkspace(plan, app, random.fork(plan.key)));
  const built = new Map<string, Workspace>();
  const workspace = (teamId: string): Workspace | undefined => {
    const known = built.get(teamId);
    if (known !== undefined) return known;
    const identity = identities.find(candidate => candidate.teamId === teamId);
    if (identity === undefined) return undefined;
    const made = buildWorkspace(identity, random.fork(identity.plan.key));
    built.set(teamId, made);
    return made;
  };
  const store: SlackStore = {
    teams: identities.map(({ teamId, plan, tokenUserId }) => ({ id: teamId, name: plan.name, tokenUserId })),
    workspace,
    tokens,
    apps,
    grants: createOauthGrants(tokens, now),
    uploads: new Map(),
    random: random.fork('writes'),
    now,
  };
  return { store, tokens: seedTokens(tokens, identities) };
}

function seedApps(seed: number): OauthApp[] {
  const random = createRandom(seed).fork('apps');
  const ids = createIds(random);
  const hex = (length: number): string => randomText(random, '0123456789abcdef', length);
  const number = (): string => randomText(random, '123456789', 12);
  return (['off', 'on'] as const).map(rotation => ({
    id: ids.next('A'),
    name: rotation === 'on' ? 'Patchbay with rotation' : 'Patchbay',
    clientId: `${number()}.${number()}`,
    clientSecret: hex(32),
    signingSecret: hex(32),
    rotation,
  }));
}

function seedTokens(tokens: Tokens, identities: readonly WorkspaceIdentity[]): SeedTokens {
  const [first, second, third] = identities;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('The seed plans three workspaces.');
  const bot = ({ teamId, app }: WorkspaceIdentity) => ({
    kind: 'bot' as const,
    teamId,
    userId: app.botUserId,
    scopes: botScopes,
  });
  const withStatus = (status: Token['status']): string => {
    const token = tokens.issue(bot(first));
    token.status = status;
    return token.value;
  };
  const workspaceTokens = (identity: WorkspaceIdentity): WorkspaceTokens => {
    const { teamId, enterprise, tokenUserId, app, plan } = identity;
    return {
      name: plan.name,
      teamId,
      enterpriseId: enterprise?.id ?? null,
      bot: tokens.issue(bot(identity)).value,
      botUserId: app.botUserId,
      botId: app.botId,
      user: tokens.issue({ kind: 'user', teamId, userId: tokenUserId, scopes: userScopes }).value,
      userId: tokenUserId,
    };
  };
  return {
    workspace1: workspaceTokens(first),
    workspace2: workspaceTokens(second),
    workspace3: workspaceTokens(third),
    special: {
      expired: tokens.issue({ ...bot(first), expiresAtMs: 0 }).value,
      revoked: withStatus('revoked'),
      inactive: withStatus('account_inactive'),
      narrow: tokens.issue({ ...bot(first), scopes: ['channels:read', 'users:read'] }).value,
    },
    organization: tokens.issue({ ...bot(third), orgWide: true }).value,
  };
}
