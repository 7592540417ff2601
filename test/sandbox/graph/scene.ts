import { PageIterator, type Client, type PageCollection } from '@microsoft/microsoft-graph-client';
import { startGraphSandbox, type GraphSandbox, type GraphSandboxOptions } from '../../../sandbox/graph/sandbox.ts';
import { channelsOf, type Channel, type Chat, type Team, type Tenant } from '../../../sandbox/graph/store/tenant.ts';
import { graphClient } from './graph-client.ts';

/** A walk over all pages of a collection. */
export interface Walk<T> {
  readonly items: T[];
  /** Requests it took. */
  readonly pages: number;
}

/** A running sandbox, the official client as a person and as an app, and the first tenant. */
export interface Scene {
  readonly sandbox: GraphSandbox;
  readonly user: Client;
  readonly app: Client;
  readonly tenant: Tenant;
  team(name: string): Team;
  channel(name: string): Channel;
  chat(topic: string): Chat;
  /** `/teams/…/channels/…` of a channel of that name. */
  channelPath(name: string): string;
  /** Every item of a collection, by the official client's own walk of next links. */
  walk<T>(client: Client, path: string, headers?: Readonly<Record<string, string>>): Promise<Walk<T>>;
}

/** Starts a sandbox whose clock stands still on 1 December 2025. */
export async function startScene(options: GraphSandboxOptions = {}): Promise<Scene> {
  const sandbox = await startGraphSandbox({ now: () => Date.UTC(2025, 11, 1, 9), ...options });
  const tenant = found(sandbox.store.tenant(sandbox.tokens.tenant1.tenantId));
  const channel = (name: string): Channel =>
    found(channelsOf(tenant).find(({ record }) => record.displayName === name));
  return {
    sandbox,
    tenant,
    user: graphClient(sandbox.address, sandbox.tokens.tenant1.delegated),
    app: graphClient(sandbox.address, sandbox.tokens.tenant1.application),
    team: name => found([...tenant.teams.values()].find(({ record }) => record.displayName === name)),
    channel,
    chat: topic => found([...tenant.chats.values()].find(({ record }) => record.topic === topic)),
    channelPath: name => `/teams/${channel(name).teamId}/channels/${encodeURIComponent(channel(name).record.id)}`,
    async walk<T>(client: Client, path: string, headers: Readonly<Record<string, string>> = {}) {
      const items: T[] = [];
      const before = sandbox.requests.length;
      const first = (await client
        .api(path)
        .headers({ ...headers })
        .get()) as PageCollection;
      await new PageIterator(client, first, (item: T) => items.push(item) > 0, { headers: { ...headers } }).iterate();
      return { items, pages: sandbox.requests.length - before };
    },
  };
}

/** What the seed is known to hold. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The seed does not hold it.');
  return value;
}
