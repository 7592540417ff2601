import { createHash } from 'node:crypto';

import type { ClientCredentialsAuth, Integration, JwtBearerAuth } from '../engine/definitions/definition.ts';
import { accountFacts } from '../engine/facts.ts';
import type { CredentialProperties } from '../engine/ports.ts';
import { createAssertion } from './assertion.ts';
import type { LinkPorts } from './link-ports.ts';
import type { Ask } from './mint.ts';
import { appMissing } from './token-errors.ts';

/** A way to link by which access tokens are asked for. */
export type AskingWay = JwtBearerAuth | ClientCredentialsAuth;

/** What an account was linked with, as far as an access token is asked for with it. */
export interface LinkedWith {
  /** Of the account; for one that is not stored yet a name of its own. */
  readonly accountId: string;
  /** Name of the credential. */
  readonly name: string;
  readonly properties: CredentialProperties;
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * How an access token is asked for.
 *
 * @throws PatchbayError CONFIG_INVALID when the registered app is needed and not configured; REQUEST_INVALID when a
 *   setting that the token address needs is missing
 */
export function createAsk(
  integration: Integration,
  way: AskingWay,
  linked: LinkedWith,
  ports: LinkPorts,
): Omit<Ask, 'bury'> {
  const url = way.tokenUrl.render({ account: linked.settings });
  const question =
    way.style === 'jwt_bearer' ? askByAssertion(way, linked, ports) : askAsApp(integration, way, linked, ports);
  const { accountId, name } = linked;
  return {
    integration,
    url,
    identity: digest([accountId, name, url, question.identity]),
    form: question.form,
    variables: accountFacts(integration, linked, ports.apps),
    ...(way.deadWhen ? { deadWhen: way.deadWhen } : {}),
  };
}

interface Question extends Pick<Ask, 'form'> {
  readonly identity: readonly unknown[];
}

function askByAssertion(way: JwtBearerAuth, linked: LinkedWith, { clock }: LinkPorts): Question {
  const assertion = createAssertion(way, { credential: linked.name, fields: fieldsOf(way, linked) }, clock);
  return { identity: assertion.identity, form: () => assertion.form() };
}

function askAsApp(
  integration: Integration,
  way: ClientCredentialsAuth,
  linked: LinkedWith,
  { apps }: LinkPorts,
): Question {
  const { client_id: id, client_secret: secret } = { ...apps.facts(integration.name), ...fieldsOf(way, linked) };
  if (id === undefined || secret === undefined) {
    throw appMissing(integration, [
      ...(id === undefined ? ['client_id'] : []),
      ...(secret === undefined ? ['client_secret'] : []),
    ]);
  }
  const fields = {
    grant_type: 'client_credentials',
    client_id: String(id),
    client_secret: String(secret),
    ...(way.scope === undefined ? {} : { scope: way.scope }),
  };
  return { identity: [fields], form: () => Promise.resolve({ kind: 'form', fields }) };
}

/** The fields as they were filled in: some became properties of the credential, some settings of the account. */
function fieldsOf(way: AskingWay, linked: LinkedWith): Readonly<Record<string, string>> {
  const filled = Object.entries(way.fields).flatMap(([name, { setting }]) => {
    const place: Readonly<Record<string, unknown>> = setting ? linked.settings : linked.properties;
    const value = Object.hasOwn(place, name) ? place[name] : undefined;
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return Object.fromEntries(filled);
}

/** Kept in place of what it is made from, which holds secrets. */
function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
