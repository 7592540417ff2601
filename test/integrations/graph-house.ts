import { request as forward, createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '../../sandbox/graph/store/message-log.ts';
import type { GraphSandbox } from '../../sandbox/graph/sandbox.ts';
import { openSandboxEngine, type SandboxEngine } from '../support/sandbox-engine.ts';

const hosts = ['graph.microsoft.com', 'login.microsoftonline.com', '*.sharepoint.com'];

/** An engine with an account of a person or of an app, over the sandbox. @param address another way to it than its own */
export function openGraphHouse(
  sandbox: GraphSandbox,
  integration: 'msteams' | 'microsoft',
  token: string,
  address = sandbox.address,
): Promise<SandboxEngine> {
  return openSandboxEngine({
    integration,
    dial: hosts.map(host => `${host}=${address}`).join(','),
    credentials: { [integration === 'msteams' ? 'user' : 'app']: { access_token: token } },
  });
}

/** Whether a list shows a message unasked. */
export function isShown({ record }: Pick<Message, 'record'>): boolean {
  return record.messageType === 'message' && record.deletedDateTime === null;
}

/** Something in front of the sandbox that counts how many calls are under way, and may have them bring little. */
export interface Gate {
  readonly address: string;
  /** Paths that were asked for, ids left out, with how often and how often for a page behind the first. */
  asked(): ReadonlyMap<string, { readonly first: number; readonly further: number }>;
  /** The most there were at the same time. */
  most(): number;
  close(): Promise<void>;
}

/**
 * Starts a gate; every call stays in it for a moment, so that calls which may overlap do.
 *
 * @param largestPage how many records a page of a path may have at most
 */
export async function startGate(
  { address }: GraphSandbox,
  largestPage: (path: string) => number = () => Infinity,
): Promise<Gate> {
  const [host, port] = address.split(':');
  let underWay = 0;
  let most = 0;
  const asked = new Map<string, { first: number; further: number }>();
  const note = (path: string): void => {
    const [place = '', query = ''] = path.split('?');
    const name = place.replace(/(?<=\/(?:teams|channels|chats|groups|users)\/)[^/]+/g, '{id}');
    const count = asked.get(name) ?? { first: 0, further: 0 };
    count[/skiptoken/i.test(query) ? 'further' : 'first'] += 1;
    asked.set(name, count);
  };
  const narrowed = (path: string): string =>
    path.replace(/(?<=%24top=|\$top=)\d+/, size => String(Math.min(Number(size), largestPage(path))));
  const server = createServer((message, response) => {
    most = Math.max(most, ++underWay);
    const { method, url = '', headers } = message;
    const path = narrowed(url);
    note(path);
    const sent = forward({ host, port, method, path, headers, agent: false }, answer => {
      void sleep(5).then(() => {
        underWay--;
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
    });
    message.pipe(sent);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  return {
    address: `127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`,
    most: () => most,
    asked: () => asked,
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
