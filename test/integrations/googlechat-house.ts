import type { GoogleChatSandbox } from '../../sandbox/googlechat/sandbox.ts';
import { isReply } from '../../sandbox/googlechat/store/message-log.ts';
import type { StoredMessage } from '../../sandbox/googlechat/store/records.ts';
import type { Space } from '../../sandbox/googlechat/store/space.ts';
import type { UnifiedRecord } from '../../src/engine/call.ts';
import { openSandboxEngine, type SandboxEngine } from '../support/sandbox-engine.ts';

const hosts = ['chat', 'admin', 'people', 'www', 'oauth2'].map(name => `${name}.googleapis.com`);

/** The dial map that leads all of Google's addresses to a sandbox. */
export function dialOf(sandbox: GoogleChatSandbox): string {
  return hosts.map(host => `${host}=${sandbox.address}`).join(',');
}

/** An engine with one account linked by an access token. */
export function openGoogleChat(
  sandbox: GoogleChatSandbox,
  credential: 'user' | 'approved_app' | 'app',
  accessToken: string,
): Promise<SandboxEngine> {
  return openSandboxEngine({
    integration: 'googlechat',
    dial: dialOf(sandbox),
    credentials: { [credential]: { access_token: accessToken } },
  });
}

/** Sends a message; `key` is the caller's own for this write, and Chat takes a second one for the same write. */
export async function sendMessage(house: SandboxEngine, key: string, body: unknown): Promise<UnifiedRecord> {
  const answer = await house.engine.run({
    account: house.account,
    model: 'instant-messaging',
    resource: 'messages',
    method: 'create',
    query: {},
    body,
    limit: 1,
    expand: [],
    include: [],
    idempotencyKey: key,
    requestId: 'test',
    deadlineMs: performance.now() + 60_000,
  });
  if (answer.kind !== 'single') throw new Error('A create answered a page.');
  return answer.record;
}

/** Unified ids of the roots a user sees in a space, newest first, as the store has them. */
export function rootIds(space: Space, userId: string): string[] {
  const roots = visibleMessages(space, userId).filter(message => !isReply(message));
  return roots.map(({ id }) => `${space.id}~${id}`).reverse();
}

/** The messages of a space that a user sees, oldest first. */
export function visibleMessages(space: Space, userId: string): StoredMessage[] {
  return space.messages.all.filter(
    ({ deleted, privateTo, senderId }) =>
      deleted === undefined && (privateTo === undefined || privateTo === userId || senderId === userId),
  );
}
