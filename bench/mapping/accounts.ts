import { startGoogleChatSandbox } from '../../sandbox/googlechat/sandbox.ts';
import { startGraphSandbox } from '../../sandbox/graph/sandbox.ts';
import { startSlackSandbox } from '../../sandbox/slack/sandbox.ts';

/** One credential of a sandbox, as an account of an integration holds it. */
export interface BenchAccount {
  readonly integration: string;
  /** `host=address,…` */
  readonly dial: string;
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Running sandboxes, and an account for everything that is mapped. */
export interface BenchAccounts {
  readonly slack: BenchAccount;
  /** An administrator; `googlechatMember` is an ordinary person, to whom the Directory is closed. */
  readonly googlechat: BenchAccount;
  readonly googlechatMember: BenchAccount;
  readonly msteams: BenchAccount;
  readonly microsoft: BenchAccount;
  close(): Promise<void>;
}

/** The sandboxes' clock stands still: the same records in every run. */
const now = (): number => Date.UTC(2025, 11, 1, 9);

const googleHosts = ['chat', 'admin', 'people', 'www', 'oauth2'].map(name => `${name}.googleapis.com`);
const graphHosts = ['graph.microsoft.com', 'login.microsoftonline.com'];

/** Starts the sandbox of every provider with its default seed. */
export async function startAccounts(): Promise<BenchAccounts> {
  const [slack, google, graph] = await Promise.all([
    startSlackSandbox({ now }),
    startGoogleChatSandbox({ now }),
    startGraphSandbox({ now }),
  ]);
  const { tenant1 } = graph.tokens;
  return {
    slack: {
      integration: 'slack',
      dial: dialOf(['slack.com', 'files.slack.com'], slack.address),
      credentials: { bot: { access_token: slack.tokens.workspace1.bot } },
    },
    googlechat: {
      integration: 'googlechat',
      dial: dialOf(googleHosts, google.address),
      credentials: { user: { access_token: google.accounts.admin.accessToken } },
    },
    googlechatMember: {
      integration: 'googlechat',
      dial: dialOf(googleHosts, google.address),
      credentials: { user: { access_token: google.accounts.member.accessToken } },
    },
    msteams: {
      integration: 'msteams',
      dial: dialOf(graphHosts, graph.address),
      credentials: { user: { access_token: tenant1.delegated } },
    },
    microsoft: {
      integration: 'microsoft',
      dial: dialOf(graphHosts, graph.address),
      credentials: { app: { access_token: tenant1.application } },
    },
    async close() {
      await Promise.all([slack.close(), google.close(), graph.close()]);
    },
  };
}

const dialOf = (hosts: readonly string[], address: string): string => hosts.map(host => `${host}=${address}`).join(',');
