import type { IncomingMessage } from 'node:http';

/** What follows the `?` of a request's address, undecoded; empty without one. */
export function queryText({ url = '' }: IncomingMessage): string {
  const start = url.indexOf('?');
  return start === -1 ? '' : url.slice(start + 1);
}
