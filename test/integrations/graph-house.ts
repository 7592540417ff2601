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

/** Something in front of the sandbox that counts how many calls are under way. */
export interface Gate {
  readonly address: string;
  /** The most there were at the same time. */
  most(): number;
  close(): Promise<void>;
}

/** Starts a gate; every call stays in it for a moment, so that calls which may overlap do. */
export async function startGate({ address }: GraphSandbox): Promise<Gate> {
  const [host, port] = address.split(':');
  let underWay = 0;
  let most = 0;
  const server = createServer((message, response) => {
    most = Math.max(most, ++underWay);
    const { method, url: path, headers } = message;
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
    close: () =>
      new Promise(resolve => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
