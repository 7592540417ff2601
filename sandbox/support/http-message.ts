/** A request as the fake provider received it. */
export interface ReceivedRequest {
  /** Counts from 1 over the life of the server. */
  readonly sequence: number;
  /** Number of the TCP connection it came over, from 1. */
  readonly connection: number;
  /** What the provider calls this: the name of its API method or the path. Fault scripts match it. */
  readonly operation: string;
  readonly method: string;
  /** The request target as sent, query included. */
  readonly target: string;
  /** The Host header, whatever address was dialled. */
  readonly host: string;
  readonly path: string;
  /** Of a repeated name the last value. */
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names and values alternating, as they came. */
  readonly rawHeaders: readonly string[];
  /** The bytes of the body. */
  readonly raw: Buffer;
  /** Fields of a form (urlencoded or multipart). */
  readonly form?: Readonly<Record<string, string>>;
  /** Bytes of the file parts of a multipart form, by field name. */
  readonly fileParts?: Readonly<Record<string, Buffer>>;
  /** The parsed body when it claims to be JSON and is. */
  readonly json?: unknown;
}

/** What a fake provider answers. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** A JSON answer. */
export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  };
}

/** An HTML page. */
export function htmlReply(status: number, html: string): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html };
}

/** A redirect that browsers follow with GET. */
export function redirectReply(location: string): Reply {
  return { status: 302, headers: { location }, body: '' };
}

/** Text made safe for HTML content and attribute values. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, character => entities[character] ?? character);
}
