import { escapeHtml, htmlReply, redirectReply, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import type { SlackStore } from '../store/store.ts';

/** Where the authorize page is, and where its buttons lead. */
export const authorizePath = '/oauth/v2/authorize';

/** What an app asks for when it sends a person to the authorize page. */
interface AuthorizeRequest {
  readonly clientId: string;
  readonly appName: string;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly botScopes: readonly string[];
  readonly userScopes: readonly string[];
}

/**
 * Answers the authorize page. Without `decision` it asks; the buttons come back with `decision=approve` or `deny`.
 * `auto=1` approves at once, for the first workspace or the one `team` names.
 */
export function answerAuthorize(store: SlackStore, request: ReceivedRequest): Reply {
  const { query } = request;
  const asked = readRequest(store, query);
  if (typeof asked === 'string') return errorPage(asked);
  const teamId = query.team ?? store.teams[0]?.id ?? '';
  if (query.decision === 'deny') return redirect(asked, { error: 'access_denied' });
  if (query.decision !== 'approve' && query.auto !== '1') return htmlReply(200, page(store, asked, teamId));
  if (!store.teams.some(team => team.id === teamId)) return errorPage('There is no such workspace.');
  const { clientId, redirectUri, botScopes, userScopes } = asked;
  return redirect(asked, { code: store.grants.createCode({ clientId, teamId, redirectUri, botScopes, userScopes }) });
}

function readRequest(store: SlackStore, query: Readonly<Record<string, string>>): AuthorizeRequest | string {
  const app = store.apps.find(candidate => candidate.clientId === query.client_id);
  if (app === undefined) return 'The parameter client_id names no app.';
  const redirectUri = query.redirect_uri ?? '';
  if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol))
    return 'The parameter redirect_uri is no address.';
  const botScopes = scopesOf(query.scope);
  const userScopes = scopesOf(query.user_scope);
  if (botScopes.length + userScopes.length === 0) return 'No scopes were requested.';
  return { clientId: app.clientId, appName: app.name, redirectUri, state: query.state, botScopes, userScopes };
}

/** Scopes are separated by commas; blanks work too. */
function scopesOf(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,]+/).filter(scope => scope !== '');
}

function redirect(asked: AuthorizeRequest, result: Readonly<Record<string, string>>): Reply {
  const address = new URL(asked.redirectUri);
  for (const [name, value] of Object.entries(result)) address.searchParams.set(name, value);
  if (asked.state !== undefined) address.searchParams.set('state', asked.state);
  return redirectReply(address.href);
}

function page(store: SlackStore, asked: AuthorizeRequest, teamId: string): string {
  const hidden = Object.entries({
    client_id: asked.clientId,
    redirect_uri: asked.redirectUri,
    state: asked.state,
    scope: asked.botScopes.join(','),
    user_scope: asked.userScopes.join(','),
  })
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value ?? '')}">`);
  const options = store.teams.map(
    team => `<option value="${team.id}"${team.id === teamId ? ' selected' : ''}>${escapeHtml(team.name)}</option>`,
  );
  const scopes = [...asked.botScopes, ...asked.userScopes].map(scope => `<li>${escapeHtml(scope)}</li>`);
  return layout(`<h1>${escapeHtml(asked.appName)} wants to use a workspace</h1>
<form method="get" action="${authorizePath}">
${hidden.join('\n')}
<p><label>Workspace <select name="team">${options.join('')}</select></label></p>
<ul>${scopes.join('')}</ul>
<button name="decision" value="approve">Approve</button> <button name="decision" value="deny">Deny</button>
</form>`);
}

function errorPage(problem: string): Reply {
  return htmlReply(400, layout(`<h1>This request cannot be approved</h1><p>${escapeHtml(problem)}</p>`));
}

function layout(content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sandbox: sign in</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}</style></head>
<body>${content}</body></html>`;
}
