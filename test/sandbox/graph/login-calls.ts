import type { RegisteredApp } from '../../../sandbox/graph/store/grants.ts';
import { dial } from './graph-client.ts';
import { found, type Scene } from './scene.ts';

export const loginHost = 'https://login.microsoftonline.com';
export const redirectUri = 'https://app.example.com/oauth/callback';

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Calls of the login host, as the app of the seed. */
export interface LoginCalls {
  readonly app: RegisteredApp;
  /** Posts a form to the token endpoint of a tenant; the app's id and secret are in it unless the form has its own. */
  token(tenant: string, form: Readonly<Record<string, string>>): Promise<TokenAnswer>;
  /** Where a page sends the browser. */
  visit(path: string, query: Readonly<Record<string, string>>): Promise<URL>;
  /** The query of the authorize page. */
  authorization(more?: Readonly<Record<string, string>>): Record<string, string>;
  /** A fresh code. */
  code(more?: Readonly<Record<string, string>>): Promise<string>;
}

/** Makes the calls against a running sandbox. */
export function loginCalls({ sandbox }: Scene): LoginCalls {
  const app = found(sandbox.store.apps[0]);
  const authorization = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    client_id: app.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'offline_access User.Read https://graph.microsoft.com/Chat.Read',
    state: 's1',
    auto: '1',
    ...more,
  });
  const visit = async (path: string, query: Readonly<Record<string, string>>): Promise<URL> => {
    const { headers } = await dial(sandbox.address, `${loginHost}/${path}?${new URLSearchParams(query).toString()}`);
    return new URL(headers.location ?? 'about:blank');
  };
  return {
    app,
    authorization,
    visit,
    async token(tenant, form) {
      const client = 'client_assertion' in form ? {} : { client_secret: app.clientSecret };
      const { status, bytes } = await dial(sandbox.address, `${loginHost}/${tenant}/oauth2/v2.0/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ client_id: app.clientId, ...client, ...form }).toString(),
      });
      return { status, body: JSON.parse(bytes.toString()) as Record<string, unknown> };
    },
    async code(more) {
      const back = await visit('common/oauth2/v2.0/authorize', authorization(more));
      return found(back.searchParams.get('code') ?? undefined);
    },
  };
}

/** Status, error and AADSTS number of a refusal, and whether its text begins with the number. */
export function refusal({ status, body }: TokenAnswer): unknown {
  const [number] = body.error_codes as [number];
  return [status, body.error, number, String(body.error_description).startsWith(`AADSTS${number}: `)];
}
