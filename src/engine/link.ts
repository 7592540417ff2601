import { createHmac } from 'node:crypto';
import { PatchbayError } from '../errors.ts';
import type { Account } from './call.ts';
import type { Integration, OnLinkDefinition } from './definitions/definition.ts';
import { readOne } from './methods/find-native.ts';
import { baseVariables } from './methods/open-source.ts';
import type { CredentialProperties, Ports } from './ports.ts';
import { accountFacts } from './facts.ts';
import { nextSlice } from './expressions/budget.ts';
import { createRunBudget, type Run } from './run.ts';
import type { Guard } from './transport/guard/guard.ts';

/** Credentials that are not stored yet, by name, ready to be attached. */
export type GivenCredentials = Readonly<Record<string, CredentialProperties>>;

/** What linking an account found out about it. */
export interface LinkFindings {
  readonly settings: Readonly<Record<string, unknown>>;
  /** The provider's own names for the account; inbound events find it by them. */
  readonly externalIds: readonly string[];
  readonly label?: string;
}

export interface LinkRequest {
  readonly integration: Integration;
  readonly credentials: GivenCredentials;
  /** Settings chosen by the person who links. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly deadlineMs: number;
}

/**
 * Proves new credentials with the definition's `on_link` calls and reads the account's settings from their answers.
 *
 * @throws the provider's error when the credentials do not work
 */
export async function proveLink(request: LinkRequest, ports: Ports, guard: Guard): Promise<LinkFindings> {
  const { integration, credentials, settings } = request;
  const { onLink } = integration;
  if (!onLink) return { settings, externalIds: [] };
  const account: Account = {
    id: idBeforeLinked(request, ports),
    environmentId: 'unlinked',
    integration: integration.name,
    status: 'active',
    settings,
    credentials: Object.keys(credentials),
  };
  const run: Run = {
    integration,
    account,
    ports: { ...ports, credentials: unstoredCredentials(credentials) },
    requestId: request.requestId,
    deadlineMs: request.deadlineMs,
    idempotencyKey: request.requestId,
    budget: createRunBudget(ports),
    facts: accountFacts(integration, account, ports.apps),
    warnings: [],
    meter: { tightest: undefined },
    guard,
  };
  const steps: Record<string, unknown> = {};
  for (const step of onLink.steps) {
    const item = await readOne(step.request, baseVariables(run, { query: {}, steps }), run);
    steps[step.id] = item?.native;
  }
  return readFindings(onLink, steps, run, settings);
}

/**
 * Tells apart whose calls count together while nothing is stored: the provider's word to one must not stop the others. No
 * secret can be found out from it.
 */
function idBeforeLinked({ credentials, settings }: LinkRequest, { cursorSecret }: Ports): string {
  const digest = createHmac('sha256', cursorSecret)
    .update(JSON.stringify([credentials, settings]))
    .digest('base64url');
  return `unlinked ${digest.slice(0, 22)}`;
}

function unstoredCredentials(credentials: GivenCredentials): Ports['credentials'] {
  return {
    read: async (_account, name) => {
      const found = credentials[name];
      if (found) return found;
      throw new PatchbayError('ACCOUNT_NEEDS_REAUTH', `No "${name}" credential was given.`);
    },
    renew: async () => undefined,
    refused: async () => {},
  };
}

function readFindings(
  onLink: OnLinkDefinition,
  steps: Readonly<Record<string, unknown>>,
  run: Run,
  given: Readonly<Record<string, unknown>>,
): LinkFindings {
  nextSlice(run.budget);
  const variables = baseVariables(run, { query: {}, steps });
  const settings: Record<string, unknown> = { ...given };
  for (const [name, expression] of Object.entries(onLink.settings)) {
    const value = expression.run(undefined, variables, run.budget);
    if (value !== undefined && value !== null) settings[name] = value;
  }
  const externalIds = onLink.externalId
    .map(expression => expression.run(undefined, variables, run.budget))
    .filter(value => typeof value === 'string' || typeof value === 'number')
    .map(String);
  const label = onLink.label?.run(undefined, variables, run.budget);
  return { settings, externalIds, ...(typeof label === 'string' && label !== '' ? { label } : {}) };
}
