/** An answer of our API. */
export interface Reply {
  readonly status: number;
  /** Parsed JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly ms: number;
}

/** The public HTTP API, as any client calls it. */
export interface Api {
  readonly url: string;
  readonly key: string;
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Reply>;
}

/** A client with a key. */
export function openApi(url: string, key: string): Api {
  return {
    url,
    key,
    call: async (method, path, body) => {
      const startedMs = performance.now();
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      });
      // Every answer of the API is a JSON object.
      const json = (await response.json()) as Reply['body'];
      return { status: response.status, body: json, ms: performance.now() - startedMs };
    },
  };
}

/** One line that says what an answer other than 2xx was about. */
export function problemOf({ status, body }: Reply): string {
  return `${status} ${String(body.code ?? '')}: ${String(body.detail ?? body.title ?? 'no detail')}`;
}
