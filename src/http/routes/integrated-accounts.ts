import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Engine } from '../../engine/engine.ts';
import type { Clock } from '../../engine/ports.ts';
import { pageSizes } from '../../engine/page-sizes.ts';
import type { Link } from '../../link/link.ts';
import type { AccountQuery, Store, StoredAccount } from '../../store/store.ts';
import { toAccountReply } from '../account-reply.ts';
import type { Operation } from '../contract/operation.ts';
import { accountOperations } from '../contract/operations/accounts.ts';
import { accountNotFound, findAccount, isAccountId } from '../find-account.ts';
import { LinkBody, readLinkBody } from '../link-body.ts';
import { readLimit, readText, wrongParameter } from '../parameters.ts';
import { environmentOf } from '../plugins/access.ts';
import { parseQueryString } from '../query-string.ts';
import type { QueryMap } from '../query-string.ts';
import { queryText } from '../query-text.ts';

export interface AccountDeps {
  readonly engine: Engine;
  readonly store: Store;
  readonly link: Pick<Link, 'open'>;
  readonly clock: Clock;
  /** How long a caller is kept waiting. */
  readonly callTimeoutMs: number;
}

interface ById {
  Params: { id: string };
}

/** `/integrated-accounts`: link, find, list and remove accounts of the key's environment. */
export function accountRoutes(app: FastifyInstance, deps: AccountDeps): void {
  const path = '/integrated-accounts';
  const manage = (contract: Operation) => ({ scope: 'manage', contract }) as const;
  app.post<{ Body: LinkBody }>(
    path,
    { config: manage(accountOperations.link), schema: { body: LinkBody } },
    async (request, reply) => {
      const account = await linkAccount(deps, request);
      request.logFacts = { ...request.logFacts, account: account.id, integration: account.integration };
      reply.status(201).header('location', `${path}/${account.id}`);
      return toAccountReply(account, deps.engine.catalogue());
    },
  );
  app.get(path, { config: manage(accountOperations.list) }, async request => {
    const query = readAccountQuery(parseQueryString(queryText(request.raw)));
    const page = await deps.store.accounts.list(environmentOf(request), query);
    const result = page.accounts.map(account => toAccountReply(account, deps.engine.catalogue()));
    return { result, next_cursor: page.nextCursor, prev_cursor: null, result_count: result.length };
  });
  app.get<ById>(`${path}/:id`, { config: manage(accountOperations.get) }, async request => {
    const account = await findAccount(deps.store, environmentOf(request), request.params.id);
    return toAccountReply(account, deps.engine.catalogue());
  });
  app.delete<ById>(`${path}/:id`, { config: manage(accountOperations.delete) }, async request => {
    const { id } = request.params;
    const isGone = isAccountId(id) && (await deps.store.accounts.delete(environmentOf(request), id));
    if (!isGone) throw accountNotFound(id);
    request.logFacts = { ...request.logFacts, account: id };
    return { id };
  });
}

/** Proves the credentials with the provider before anything is stored. */
async function linkAccount(deps: AccountDeps, request: FastifyRequest<{ Body: LinkBody }>): Promise<StoredAccount> {
  const { body } = request;
  const given = readLinkBody(body, deps.engine.catalogue(), deps.clock.nowMs());
  const { integration, credentials, settings } = given;
  const properties = Object.entries(credentials).map(([name, credential]) => [name, credential.properties] as const);
  const opened = await deps.link.open({
    integration,
    auth: body.auth,
    credentials: Object.fromEntries(properties),
    settings,
  });
  const found = await deps.engine.link({
    integration: integration.name,
    credentials: opened,
    settings,
    requestId: request.id,
    deadlineMs: deps.clock.monotonicMs() + deps.callTimeoutMs,
  });
  return deps.store.accounts.create(environmentOf(request), {
    integration: integration.name,
    auth: body.auth,
    credentials,
    settings: found.settings,
    externalIds: found.externalIds,
    ...(found.label === undefined ? {} : { label: found.label }),
    ...(body.tenant_id === undefined ? {} : { tenantId: body.tenant_id }),
    ...(body.metadata === undefined ? {} : { metadata: body.metadata }),
  });
}

function readAccountQuery(map: QueryMap): AccountQuery {
  const [cursor, tenantId, integration] = ['next_cursor', 'tenant_id', 'integration'].map(name => readText(map, name));
  const metadata = readMetadata(map);
  return {
    limit: readLimit(map, pageSizes),
    ...(cursor === undefined || cursor === '' ? {} : { cursor }),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(integration === undefined ? {} : { integration }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function readMetadata(map: QueryMap): Readonly<Record<string, string>> | undefined {
  const { metadata } = map;
  if (metadata === undefined) return undefined;
  if (typeof metadata === 'string') throw wrongParameter('metadata', 'is written metadata[key]=value');
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => {
      if (typeof value === 'string') return [key, value];
      throw wrongParameter(`metadata[${key}]`, 'takes one value and no further brackets');
    }),
  );
}
