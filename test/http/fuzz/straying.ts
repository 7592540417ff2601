import { deskToken } from '../../support/desk-house.ts';

/** Where requests of the made-up provider may go: below this path of that host. */
const prefixes: Readonly<Record<string, string>> = { 'api.desk.example': '/v2/', 'files.desk.example': '/' };

/**
 * What a request that reached the provider does that none may: another host, a path that some reader takes for one outside
 * the prefix, a second request inside, headers of our caller's, the credential anywhere but in its header.
 *
 * @param given the body the caller sent
 */
export function straying(request: string, given: string): readonly string[] {
  const [head = '', body = ''] = splitHead(request);
  const [line = '', ...headers] = head.split('\r\n');
  const found: string[] = [];
  const note = (what: string): void => void found.push(`${what}: ${line.slice(0, 200)}`);
  const hosts = headers.filter(header => /^host:/i.test(header)).map(header => header.slice(5).trim());
  const prefix = prefixes[hosts[0] ?? ''];
  if (hosts.length !== 1 || prefix === undefined) note(`host ${hosts.join(', ')}`);
  const [, path = '', query = ''] = /^[A-Z]+ (\/[^ ?#]*)(?:\?([^ #]*))? HTTP\/1\.1$/.exec(line) ?? [];
  if (path === '') note('first line');
  for (const reading of readings(path)) if (!reading.startsWith(prefix ?? '!')) note(`path read as ${reading}`);
  if (/\r\n[A-Z]+ [^ ]+ HTTP\/1/.test(request.slice(line.length)) && !given.includes('HTTP/1')) note('second request');
  const tokens = headers.filter(header => header.includes(deskToken));
  if (tokens.length !== 1 || !/^authorization: Bearer /i.test(tokens[0] ?? '')) note('credential in its header');
  if (`${path}${query}`.includes(deskToken) || (body.includes(deskToken) && !given.includes(deskToken))) {
    note('credential elsewhere');
  }
  const never = headers.find(header =>
    /^(?:cookie|forwarded|x-forwarded-[a-z]+|x-[a-z-]*url|x-host|x-http-[a-z-]+|proxy-[a-z]+|via|te|upgrade):/i.test(
      header,
    ),
  );
  if (never !== undefined) note(never);
  return found;
}

function splitHead(request: string): readonly [string, string] {
  const end = request.indexOf('\r\n\r\n');
  return [request.slice(0, end), request.slice(end + 4)];
}

/** The path as careful and careless readers take it: as it is, decoded once to three times, folded, trimmed, without `;…`. */
function readings(path: string): readonly string[] {
  const decoded = [path];
  for (let times = 0; times < 3; times++) decoded.push(decodeLoosely(decoded.at(-1) ?? ''));
  return decoded.flatMap(text => {
    const folded = text.normalize('NFKC').replaceAll('\\', '/');
    const bare = folded
      .split('/')
      .map(segment => segment.split(';')[0] ?? '')
      .map(segment => segment.replace(/\0.*$/s, '').trim());
    return [resolved(text.split('/')), resolved(folded.split('/')), resolved(bare)];
  });
}

function decodeLoosely(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, escapes => {
    const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex');
    return bytes.toString('utf8');
  });
}

/** Dot segments resolved; above the root it stays `/..`. */
function resolved(segments: readonly string[]): string {
  const kept: string[] = [];
  for (const segment of segments.slice(1)) {
    if (segment === '.') continue;
    if (segment === '..') {
      if (kept.pop() === undefined) return '/..';
    } else kept.push(segment);
  }
  return `/${kept.join('/')}`;
}
