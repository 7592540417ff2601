import type { Random } from '../../support/random.ts';
import type { Grants, RegisteredApp } from './grants.ts';
import type { Tenant } from './tenant.ts';
import type { Tokens } from './tokens.ts';

/** Everything the fake knows. */
export interface GraphStore {
  readonly tenantIds: readonly string[];
  /** A tenant by id or by domain, built when first asked for. */
  tenant(idOrDomain: string): Tenant | undefined;
  readonly apps: readonly RegisteredApp[];
  readonly tokens: Tokens;
  readonly grants: Grants;
  /** For what is written while it runs. */
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
