/** What the demo knows of a provider: all else it reads from the sandbox and the API. */
export interface DemoProvider {
  readonly integration: string;
  /** The fake that plays it; two integrations of one vendor share one. */
  readonly sandbox: string;
  /** The provider's real hosts, dialled at the sandbox instead. */
  readonly hosts: readonly string[];
  /** Name of the line in `demo.env`. */
  readonly variable: string;
  /** A cheap call of the provider's own API; the sandbox makes up its data at the first one. */
  readonly firstPath: string;
  /** Body of the link request for an account of the sandbox. */
  readonly link: (account: SandboxAccount) => Readonly<Record<string, unknown>>;
}

/** One account of the sandbox, as its ready line describes it. */
export interface SandboxAccount {
  readonly label: string;
  readonly token: string;
  readonly tenant_id?: string;
  readonly app?: { readonly client_id: string; readonly client_secret: string };
}

const graphHosts = [
  'graph.microsoft.com',
  'login.microsoftonline.com',
  'contoso.sharepoint.com',
  'contoso-my.sharepoint.com',
];

/** Every provider the demo links, in the order of its table. */
export const providers: readonly DemoProvider[] = [
  {
    integration: 'slack',
    sandbox: 'slack',
    hosts: ['slack.com', 'files.slack.com'],
    variable: 'ACCOUNT_SLACK',
    firstPath: '/api/auth.test',
    link: ({ token }) => ({ auth: 'bot_token', fields: { access_token: token } }),
  },
  {
    integration: 'googlechat',
    sandbox: 'googlechat',
    hosts: [
      'chat.googleapis.com',
      'admin.googleapis.com',
      'people.googleapis.com',
      'www.googleapis.com',
      'oauth2.googleapis.com',
    ],
    variable: 'ACCOUNT_GOOGLECHAT',
    firstPath: '/v1/spaces?pageSize=1',
    link: ({ token }) => ({ auth: 'oauth', credentials: { user: { access_token: token } } }),
  },
  {
    integration: 'msteams',
    sandbox: 'graph',
    hosts: graphHosts,
    variable: 'ACCOUNT_MSTEAMS',
    firstPath: '/v1.0/me',
    link: ({ token }) => ({ auth: 'oauth', credentials: { user: { access_token: token } } }),
  },
  {
    integration: 'microsoft',
    sandbox: 'graph',
    hosts: graphHosts,
    variable: 'ACCOUNT_MICROSOFT',
    firstPath: '/v1.0/me',
    link: ({ tenant_id, app }) => ({
      auth: 'app_only',
      fields: { tenant_id, client_id: app?.client_id, client_secret: app?.client_secret },
    }),
  },
];
