import { jsonReply, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import type { RateWindow } from '../../support/rate-window.ts';
import type { SlackStore } from '../store/store.ts';
import type { Token } from '../store/tokens.ts';
import type { Workspace } from '../store/workspace.ts';
import { readArguments } from './arguments.ts';
import { authenticate, demandScope } from './authenticate.ts';
import { commonErrors } from './common-errors.ts';
import { tiers, type Method, type MethodContext } from './method.ts';
import { createPaging } from './paging.ts';
import { errorBody, SlackError } from './slack-error.ts';

/** How strict the fake is about rates, see `SlackSandboxOptions`. */
export type RateClass = 'off' | 'tiers' | 'unlisted';

/** What the Web API needs to answer. */
export interface Api {
  readonly store: SlackStore;
  readonly methods: Readonly<Record<string, Method>>;
  readonly rateWindow: RateWindow;
  readonly rates: RateClass;
}

/** Page size and calls a minute of an app that is neither internal nor in the marketplace. */
const unlistedLimits: Readonly<Record<string, { perMinute: number; limit: number }>> = {
  'conversations.history': { perMinute: 1, limit: 15 },
  'conversations.replies': { perMinute: 1, limit: 15 },
};

/** Answers a call of `name`: finds the row, checks token, rate, scopes and arguments, runs the handler. */
export function callMethod(api: Api, name: string, request: ReceivedRequest): Reply {
  const headers: Record<string, string> = { 'x-slack-req-id': request.sequence.toString(16).padStart(32, '0') };
  const row = Object.hasOwn(api.methods, name) ? api.methods[name] : undefined;
  if (row === undefined) return jsonReply(200, { ok: false, error: 'unknown_method', req_method: name }, headers);
  const allowed = row.kind === 'read' ? ['GET', 'POST'] : ['POST'];
  if (!allowed.includes(request.method)) return verbRefused(allowed);
  try {
    const token = authenticate(api.store, request);
    headers['x-oauth-scopes'] = token.scopes.join(',');
    if (row.scopes.length > 0) headers['x-accepted-oauth-scopes'] = row.scopes.join(',');
    const waitSeconds = takeRate(api, name, row, token);
    if (waitSeconds > 0) return rateLimited(waitSeconds, headers);
    return jsonReply(200, run(api, { name, row, token, request }), headers);
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    if (!commonErrors.has(error.code) && !row.errors.includes(error.code)) {
      throw new Error(`${name} answered ${error.code}, which its row does not declare.`, { cause: error });
    }
    return jsonReply(200, errorBody(error), headers);
  }
}

/** Slack's answer to a call above the rate. */
export function rateLimited(retryAfterSeconds: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return jsonReply(429, { ok: false, error: 'ratelimited' }, { ...headers, 'retry-after': String(retryAfterSeconds) });
}

function run(api: Api, call: { name: string; row: Method; token: Token; request: ReceivedRequest }): object {
  const { name, row, token, request } = call;
  if (!row.tokens.includes(token.kind)) throw new SlackError('not_allowed_token_type');
  demandScope(token, row.scopes);
  const { values, warnings } = readArguments(request, row);
  const given = api.rates === 'unlisted' ? capped(name, values) : values;
  const workspace = workspaceOf(api.store, token, row, given);
  const noted = [...warnings];
  const context: MethodContext = {
    store: api.store,
    token,
    workspace,
    paging: createPaging(`${name} ${workspace.team.id}`),
    nowSeconds: Math.floor(api.store.now() / 1000),
    warn: warning => noted.push(warning),
  };
  return withWarnings(row.run(context, given), noted);
}

/** The workspace of the token, or of `team_id` where the token is of a whole organization. */
function workspaceOf(
  store: SlackStore,
  token: Token,
  row: Method,
  given: Readonly<Record<string, unknown>>,
): Workspace {
  const named = given.team_id;
  if (token.orgWide && row.team === 'named') {
    if (named === undefined || named === '') throw new SlackError('missing_argument');
    if (named !== token.teamId) throw new SlackError('team_access_not_granted');
  }
  const workspace = store.workspace(token.teamId);
  if (workspace === undefined) throw new Error(`The token is of ${token.teamId}, which the seed does not hold.`);
  return workspace;
}

function takeRate(api: Api, name: string, row: Method, token: Token): number {
  if (api.rates === 'off') return 0;
  const unlisted = api.rates === 'unlisted' ? unlistedLimits[name] : undefined;
  return api.rateWindow.take(`${name} ${token.teamId} ${token.kind}`, unlisted?.perMinute ?? tiers[row.tier]);
}

function capped(name: string, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const most = unlistedLimits[name]?.limit;
  if (most === undefined) return values;
  const asked = Number(values.limit ?? most);
  return Number.isInteger(asked) && asked > 0 ? { ...values, limit: Math.min(asked, most) } : values;
}

function withWarnings(body: object, warnings: readonly string[]): object {
  if (warnings.length === 0) return { ok: true, ...body };
  const metadata =
    'response_metadata' in body && typeof body.response_metadata === 'object' ? body.response_metadata : {};
  return { ok: true, ...body, warning: warnings.join(','), response_metadata: { ...metadata, warnings } };
}

/** Stricter than Slack, which lets a GET write: here it is a mistake worth finding. */
function verbRefused(allowed: readonly string[]): Reply {
  return jsonReply(405, { ok: false, error: 'method_not_allowed' }, { allow: allowed.join(', ') });
}
