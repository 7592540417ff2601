import { randomText } from '../../support/ids.ts';
import { createRandom } from '../../support/random.ts';
import { createGrants, type RegisteredApp } from '../store/grants.ts';
import { guid } from '../store/guid.ts';
import { appRoles, userScopes } from '../store/scopes.ts';
import type { GraphStore } from '../store/store.ts';
import type { Tenant } from '../store/tenant.ts';
import { createTokens, type Tokens } from '../store/tokens.ts';
import type { PostingApps } from './authors.ts';
import { seedEndMs } from './period.ts';
import { tenantPlans, type TenantPlan } from './plan.ts';
import { buildTenant, type TenantIdentity } from './tenant.ts';

/** The tokens of one tenant and the ids they stand for. */
export interface TenantTokens {
  readonly name: string;
  readonly tenantId: string;
  readonly domain: string;
  /** Of the signed-in person. */
  readonly delegated: string;
  readonly userId: string;
  /** Renews the delegated token, once. */
  readonly refresh: string;
  /** App-only. */
  readonly application: string;
}

/** The tokens a seed hands out. */
export type SeedTokens = Readonly<Record<TenantPlan['key'], TenantTokens>> & {
  /** Tokens of the first tenant that Graph refuses, or that may do little. */
  readonly special: Readonly<Record<'expired' | 'revoked' | 'narrow' | 'narrowApplication', string>>;
};

/** Seed of the demo, the tests and the benchmarks. */
export const defaultSeed = 20_251_130;

/** When the tokens of the seed expire: not while anybody runs a demo, and the same whenever it is started. */
const tokenEndMs = seedEndMs + 20 * 365 * 24 * 3_600_000;

/** Creates the store of a seed; tenants are built when first used, messages when first read. */
export function createSeededStore(seed: number, now: () => number): { store: GraphStore; tokens: SeedTokens } {
  const random = createRandom(seed);
  const tokens = createTokens(random.fork('tokens'));
  const identities = identify(seed);
  const apps = seedApps(seed, identities);
  const grants = createGrants(tokens, now);
  const built = new Map<string, Tenant>();
  const store: GraphStore = {
    tenantIds: identities.map(identity => identity.id),
    tenant(idOrDomain) {
      const wanted = idOrDomain.toLowerCase();
      const identity = identities.find(({ id, plan }) =>
        [id, `${plan.domain}.onmicrosoft.com`, `${plan.domain}.com`].includes(wanted),
      );
      if (identity === undefined) return undefined;
      const tenant = built.get(identity.id) ?? buildTenant(identity, random.fork(identity.plan.key));
      built.set(identity.id, tenant);
      return tenant;
    },
    apps,
    tokens,
    grants,
    random: random.fork('writes'),
    now,
  };
  return { store, tokens: seedTokens(store, tokens, identities) };
}

/** Ids are known before a tenant is built. */
function identify(seed: number): TenantIdentity[] {
  const random = createRandom(seed).fork('identities');
  const ids = tenantPlans.map(() => guid(random));
  const app = (name: string): PostingApps['bot'] => ({ id: guid(random), name });
  const [bot, connector] = [app('Deploy Otter'), app('Incoming Webhook')];
  return tenantPlans.map((plan, index) => ({
    plan,
    id: ids[index] ?? '',
    signedInId: guid(random),
    apps: { bot, connector, otherTenantId: ids[1 - index] ?? '' },
  }));
}

/** Two apps: the first has the consent of the first tenant's administrator, the second nobody's. */
function seedApps(seed: number, identities: readonly TenantIdentity[]): RegisteredApp[] {
  const random = createRandom(seed).fork('apps');
  const secret = (): string =>
    randomText(random, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789~_.', 40);
  return ['Patchbay', 'Patchbay without consent'].map((name, index) => ({
    clientId: guid(random),
    name,
    clientSecret: secret(),
    expiredSecret: secret(),
    certificates: new Map(),
    roles: appRoles,
    consentedTenants: new Set(index === 0 ? identities.slice(0, 1).map(identity => identity.id) : []),
  }));
}

function seedTokens(store: GraphStore, tokens: Tokens, identities: readonly TenantIdentity[]): SeedTokens {
  const [first, second] = identities;
  const clientId = store.apps[0]?.clientId ?? '';
  if (first === undefined || second === undefined) throw new Error('The seed plans two tenants.');
  const times = { issuedAtMs: 0, expiresAtMs: tokenEndMs };
  const user = ({ id, signedInId }: TenantIdentity) => ({
    tenantId: id,
    clientId,
    userId: signedInId,
    scopes: userScopes,
    ...times,
  });
  const application = ({ id }: TenantIdentity) => ({ tenantId: id, clientId, scopes: appRoles, ...times });
  const tenantTokens = (identity: TenantIdentity): TenantTokens => ({
    name: identity.plan.name,
    tenantId: identity.id,
    domain: `${identity.plan.domain}.onmicrosoft.com`,
    delegated: tokens.issue(user(identity)).value,
    userId: identity.signedInId,
    refresh: store.grants.createRefreshToken({
      clientId,
      tenantId: identity.id,
      userId: identity.signedInId,
      scopes: userScopes,
    }),
    application: tokens.issue(application(identity)).value,
  });
  const revoked = tokens.issue(user(first));
  revoked.status = 'revoked';
  return {
    tenant1: tenantTokens(first),
    tenant2: tenantTokens(second),
    special: {
      expired: tokens.issue({ ...user(first), expiresAtMs: 0 }).value,
      revoked: revoked.value,
      narrow: tokens.issue({ ...user(first), scopes: ['User.Read'] }).value,
      narrowApplication: tokens.issue({ ...application(first), scopes: ['User.ReadBasic.All'] }).value,
    },
  };
}
