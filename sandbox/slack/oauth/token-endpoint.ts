import { checkArguments } from '../api/parameters.ts';
import { errorBody, SlackError } from '../api/slack-error.ts';
import { jsonReply, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import type { Approval, OauthApp, RefreshGrant } from '../store/oauth-grants.ts';
import type { SlackStore } from '../store/store.ts';
import type { TokenKind } from '../store/tokens.ts';
import type { Workspace } from '../store/workspace.ts';

/** An access token with rotation lives twelve hours. */
const accessLifeSeconds = 43_200;

const parameters = {
  client_id: { type: 'string' },
  client_secret: { type: 'string' },
  code: { type: 'string' },
  redirect_uri: { type: 'string' },
  grant_type: { type: 'string', default: 'authorization_code' },
  refresh_token: { type: 'string' },
} as const;

/** A token as the answer spells it. */
interface TokenFields {
  access_token: string;
  token_type: TokenKind;
  scope: string;
  expires_in?: number;
  refresh_token?: string;
}

/** The answer to an exchange or a refresh. */
export interface TokenAnswer extends Partial<TokenFields> {
  ok: true;
  app_id: string;
  bot_user_id?: string;
  team: { id: string; name: string };
  enterprise: { id: string; name: string } | null;
  is_enterprise_install: boolean;
  authed_user: { id: string } & Partial<TokenFields>;
}

/** Answers `oauth.v2.access`: a code or a refresh token for tokens. The client is named in the body or by HTTP Basic. */
export function answerTokenRequest(store: SlackStore, request: ReceivedRequest): Reply {
  try {
    const args = checkArguments(parameters, { ...request.query, ...request.form });
    const app = findApp(store, request, args);
    if (args.grant_type === 'refresh_token') return jsonReply(200, refresh(store, app, args.refresh_token));
    if (args.grant_type !== 'authorization_code') throw new SlackError('invalid_grant_type');
    return jsonReply(200, exchange(store, app, { code: args.code, redirectUri: args.redirect_uri }));
  } catch (error) {
    if (error instanceof SlackError) return jsonReply(200, errorBody(error));
    throw error;
  }
}

function findApp(
  store: SlackStore,
  request: ReceivedRequest,
  args: { readonly client_id: string | undefined; readonly client_secret: string | undefined },
): OauthApp {
  const basic = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [id, secret] =
    basic === undefined
      ? [args.client_id, args.client_secret]
      : Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
  const app = store.apps.find(candidate => candidate.clientId === id);
  if (app === undefined) throw new SlackError('invalid_client_id');
  if (app.clientSecret !== secret) throw new SlackError('bad_client_secret');
  return app;
}

function exchange(
  store: SlackStore,
  app: OauthApp,
  given: { code: string | undefined; redirectUri: string | undefined },
): TokenAnswer {
  const approval = store.grants.redeemCode(given.code ?? '');
  if (approval === 'used') throw new SlackError('code_already_used');
  if (typeof approval === 'string' || approval.clientId !== app.clientId) throw new SlackError('invalid_code');
  if (given.redirectUri !== undefined && given.redirectUri !== approval.redirectUri)
    throw new SlackError('bad_redirect_uri');
  const workspace = workspaceOf(store, approval.teamId);
  const user = approval.userScopes.length === 0 ? {} : issue(store, app, grantOf(approval, 'user'));
  const bot =
    approval.botScopes.length === 0
      ? {}
      : { ...issue(store, app, grantOf(approval, 'bot')), bot_user_id: workspace.app.botUserId };
  return { ...answer(workspace, app), ...bot, authed_user: { id: workspace.tokenUserId, ...user } };
}

/** A refresh token works once and brings its successor. */
function refresh(store: SlackStore, app: OauthApp, token: string | undefined): TokenAnswer {
  const grant = store.grants.redeemRefreshToken(token ?? '');
  if (grant === undefined || grant.clientId !== app.clientId) throw new SlackError('invalid_refresh_token');
  const workspace = workspaceOf(store, grant.teamId);
  const bot = grant.kind === 'bot' ? { bot_user_id: workspace.app.botUserId } : {};
  return { ...answer(workspace, app), ...issue(store, app, grant), ...bot };
}

function grantOf(approval: Approval, kind: TokenKind): RefreshGrant {
  const { clientId, teamId, botScopes, userScopes } = approval;
  return { clientId, teamId, kind, scopes: kind === 'bot' ? botScopes : userScopes };
}

function issue(store: SlackStore, app: OauthApp, grant: RefreshGrant): TokenFields {
  const { kind, teamId, scopes } = grant;
  const workspace = workspaceOf(store, teamId);
  const userId = kind === 'bot' ? workspace.app.botUserId : workspace.tokenUserId;
  const base = { kind, teamId, userId, scopes };
  const shown = { token_type: kind, scope: scopes.join(',') };
  if (app.rotation === 'off') return { access_token: store.tokens.issue(base).value, ...shown };
  const token = store.tokens.issue({ ...base, expiresAtMs: store.now() + accessLifeSeconds * 1000 });
  return {
    access_token: token.value,
    ...shown,
    expires_in: accessLifeSeconds,
    refresh_token: store.grants.createRefreshToken(grant),
  };
}

function answer({ team, enterprise, tokenUserId }: Workspace, app: OauthApp): TokenAnswer {
  return {
    ok: true,
    app_id: app.id,
    team: { id: team.id, name: team.name },
    enterprise,
    is_enterprise_install: false,
    authed_user: { id: tokenUserId },
  };
}

function workspaceOf(store: SlackStore, teamId: string): Workspace {
  const workspace = store.workspace(teamId);
  if (workspace === undefined) throw new Error(`A grant names ${teamId}, which the seed does not hold.`);
  return workspace;
}
