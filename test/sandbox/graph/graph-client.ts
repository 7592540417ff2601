import { request } from 'node:http';
import {
  AuthenticationHandler,
  Client,
  RedirectHandler,
  RedirectHandlerOptions,
  RetryHandler,
  RetryHandlerOptions,
  TelemetryHandler,
  type Context,
  type Middleware,
} from '@microsoft/microsoft-graph-client';

/** What a plain request got. */
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
}

/** Sends a request to a URL on its real host, dialled at the sandbox's address over plain HTTP. */
export function dial(
  address: string,
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  } = {},
): Promise<Got> {
  const target = new URL(url);
  const [host, port] = address.split(':');
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host,
        port,
        method: options.method ?? 'GET',
        path: `${target.pathname}${target.search}`,
        headers: { ...options.headers, host: target.host },
        agent: false,
      },
      message => {
        const chunks: Buffer[] = [];
        message.on('data', (chunk: Buffer) => chunks.push(chunk));
        message.on('error', reject);
        message.on('end', () => {
          const headers = Object.fromEntries(
            Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
          );
          resolve({ status: message.statusCode ?? 0, headers, bytes: Buffer.concat(chunks) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

/** The official client with its own chain of handlers; only the last, which opens the connection, is ours. */
export function graphClient(address: string, token: string): Client {
  const chain: Middleware[] = [
    new AuthenticationHandler({ getAccessToken: () => Promise.resolve(token) }),
    new RetryHandler(new RetryHandlerOptions(1, 3)),
    new RedirectHandler(new RedirectHandlerOptions()),
    new TelemetryHandler(),
    lastHandler(address),
  ];
  chain.forEach((handler, index) => {
    const next = chain[index + 1];
    if (next !== undefined) handler.setNext?.(next);
  });
  return Client.initWithMiddleware({ middleware: chain[0] as Middleware }); // the chain has five handlers
}

function lastHandler(address: string): Middleware {
  return {
    async execute(context: Context) {
      const url = typeof context.request === 'string' ? context.request : context.request.url;
      const { method = 'GET', headers, body } = context.options ?? {};
      const got = await dial(address, url, {
        method,
        headers: given(headers),
        ...(typeof body === 'string' ? { body } : {}),
      });
      const isEmpty = got.status === 204 || got.status === 304;
      context.response = new Response(isEmpty ? null : new Uint8Array(got.bytes), {
        status: got.status,
        headers: got.headers,
      });
      // The client compares it with where a redirect leads; a response made by hand has none.
      Object.defineProperty(context.response, 'url', { value: url });
    },
  };
}

/** The client hands headers over as a plain object. */
function given(headers: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((headers ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  ) as Record<string, string>; // pairs of texts, by the line above
}
