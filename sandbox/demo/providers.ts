/** What the demo knows of a provider: all else it reads from the sandbox and the API. */
export interface DemoProvider {
  readonly integration: string;
  /** The provider's real hosts, dialled at the sandbox instead. */
  readonly hosts: readonly string[];
  /** Name of the line in `demo.env`. */
  readonly variable: string;
  /** A cheap call of the provider's own API; the sandbox makes up its data at the first one. */
  readonly firstPath: string;
  /** Body of the link request for a token of the sandbox. */
  readonly link: (account: SandboxAccount) => Readonly<Record<string, unknown>>;
}

/** One account of the sandbox, as its ready line describes it. */
export interface SandboxAccount {
  readonly label: string;
  readonly token: string;
}

/** Every provider the demo links, in the order of its table. */
export const providers: readonly DemoProvider[] = [
  {
    integration: 'slack',
    hosts: ['slack.com', 'files.slack.com'],
    variable: 'ACCOUNT_SLACK',
    firstPath: '/api/auth.test',
    link: ({ token }) => ({ auth: 'bot_token', fields: { access_token: token } }),
  },
];
