import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/**
 * A provider in a process of its own: a channel of as many messages as wanted, each made up when it is asked for. Over
 * IPC it counts what it was asked (`provider.count`), and holds its answers back (`provider.hold`) so that a reader who
 * leaves leaves a call under way; each answer that could not be finished is reported.
 */
const records = Number(process.env.RECORDS ?? '25000');
const firstSeconds = 1_766_000_000;

const counts = { pages: 0, aborted: 0 };
let isHolding = false;

const say = (message: Readonly<Record<string, unknown>>): void => void process.send?.(message);

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'https://slack.com');
  request.resume();
  request.once('end', () => answer(url, request, response));
});

function answer(url: URL, _: IncomingMessage, response: ServerResponse): void {
  if (url.pathname !== '/api/conversations.history') {
    send(response, { ok: true, team_id: 'T1', team: 'Acme', user_id: 'U1' });
    return;
  }
  counts.pages++;
  response.once('close', () => {
    if (response.writableFinished) return;
    counts.aborted++;
    say({ event: 'provider.aborted' });
  });
  if (isHolding) {
    say({ event: 'provider.holding' });
    return;
  }
  const from = Number(url.searchParams.get('cursor') ?? '0');
  const to = Math.min(records, from + Number(url.searchParams.get('limit') ?? '100'));
  const messages = Array.from({ length: to - from }, (_, index) => messageAt(from + index));
  send(response, { ok: true, messages, response_metadata: { next_cursor: to < records ? String(to) : '' } });
}

function messageAt(index: number): unknown {
  const words = `Message ${index} of a long conversation about *everything* and <https://example.com/${index}|more>. `;
  return {
    type: 'message',
    ts: `${firstSeconds + records - index}.000100`,
    user: `U${index % 500}`,
    team: 'T1',
    text: words.repeat(1 + (index % 9)),
    client_msg_id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    ...(index % 10 === 0 ? { reply_count: 3, thread_ts: `${firstSeconds + records - index}.000100` } : {}),
  };
}

function send(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(body));
}

process.on('message', message => {
  if (typeof message !== 'object' || message === null || !('event' in message)) return;
  if (message.event === 'provider.count') say({ event: 'provider.counted', ...counts });
  if (message.event === 'provider.hold') isHolding = true;
  if (message.event === 'provider.release') isHolding = false;
});
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  say({ event: 'provider.ready', port: typeof address === 'object' && address !== null ? address.port : 0 });
});
