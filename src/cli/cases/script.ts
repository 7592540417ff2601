import { isDeepStrictEqual } from 'node:util';
import type { UpstreamCall } from './case.ts';

/** What was sent to a provider, in the form a case writes it down. */
export type SentRequest = Required<UpstreamCall['request']>;

/** What a provider is to be asked and answers, and what it was asked. */
export interface Script {
  /** The answer of the first entry that foresees the request and was not used yet: calls may come in any order. */
  answer(sent: SentRequest): UpstreamCall['reply'];
  /**
   * What the entries got, in their order. What no entry foresees takes the place of the first unused one, so that a
   * comparison shows the difference; more than there are entries stands behind them.
   */
  received(): readonly (SentRequest | undefined)[];
}

/** A script that has not begun. */
export function createScript(entries: readonly UpstreamCall[]): Script {
  const received: (SentRequest | undefined)[] = entries.map(() => undefined);
  return {
    answer: sent => {
      const free = entries.flatMap((_, index) => (received[index] === undefined ? [index] : []));
      const match = free.find(index => isForeseen(entries[index], sent));
      received[match ?? free[0] ?? received.length] = sent;
      // A status that no case uses.
      return match === undefined ? { status: 599, body: 'not in the script' } : (entries[match]?.reply ?? {});
    },
    received: () => received,
  };
}

/** The entry's request with everything that a case leaves open filled in: no query, no body, only headers it names. */
export function foreseen({ request }: UpstreamCall, sent: SentRequest | undefined): SentRequest {
  return { query: {}, body: undefined, ...request, headers: { ...namedHeaders(request, sent), ...request.headers } };
}

/** What was sent, with the headers that the entry names alone. */
export function narrowed(sent: SentRequest, { request }: UpstreamCall): SentRequest {
  return { ...sent, headers: namedHeaders(request, sent) };
}

function isForeseen(entry: UpstreamCall | undefined, sent: SentRequest): boolean {
  return entry !== undefined && isDeepStrictEqual(foreseen(entry, sent), narrowed(sent, entry));
}

function namedHeaders(
  { headers = {} }: UpstreamCall['request'],
  sent: SentRequest | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(headers).map(name => [name, sent?.headers[name] ?? '']));
}

/** A request as a case writes it down: queries and forms as maps, JSON parsed. */
export function describeSent(
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
  bodyText: string,
): SentRequest {
  const body = readBody(bodyText, headers['content-type'] ?? '');
  return { method, host: url.host, path: url.pathname, query: mapOf(url.searchParams), headers, body };
}

function readBody(text: string, contentType: string): unknown {
  if (text === '') return undefined;
  if (contentType.startsWith('application/json')) return JSON.parse(text) as unknown;
  return contentType.startsWith('application/x-www-form-urlencoded') ? mapOf(new URLSearchParams(text)) : text;
}

function mapOf(parameters: URLSearchParams): Record<string, string | readonly string[]> {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map(name => {
      const values = parameters.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

/** A scripted answer as it goes over the wire. */
export function writeReply({ status = 200, headers = {}, body }: UpstreamCall['reply']): {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
} {
  const isText = typeof body === 'string';
  const contentType = isText ? 'text/plain' : 'application/json; charset=utf-8';
  const text = body === undefined ? '' : isText ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': contentType, ...headers }, text };
}
