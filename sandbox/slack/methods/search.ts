import { isVisible } from '../api/find.ts';
import { method, type MethodContext } from '../api/method.ts';
import { hashText } from '../../support/random.ts';
import type { MessageRecord } from '../store/records.ts';
import type { Channel } from '../store/workspace.ts';
import { imPartner } from '../views/channel-view.ts';
import { permalink } from '../views/permalink.ts';
import { pageOf } from './numbered-pages.ts';

interface Match {
  readonly channel: Channel;
  readonly message: MessageRecord;
}

/** What a query asks for: words, and modifiers of the form `in:`, `from:`, `before:`, `after:`, `on:`. */
interface Query {
  readonly words: readonly string[];
  readonly modifiers: readonly (readonly [name: string, value: string])[];
}

/** Search in messages, for people only. */
export const searchMethods = {
  'search.messages': method({
    kind: 'read',
    tokens: ['user'],
    scopes: ['search:read'],
    tier: 'tier2',
    pages: 'page',
    team: 'named',
    parameters: {
      query: { type: 'string', required: true, missing: 'No query passed' },
      count: { type: 'integer', default: 20, min: 1, max: 100 },
      page: { type: 'integer', default: 1, min: 1, max: 100 },
      sort: { type: 'string', default: 'score' },
      sort_dir: { type: 'string', default: 'desc' },
      highlight: { type: 'boolean' },
      team_id: { type: 'string' },
    },
    errors: ['No query passed'],
    handle: (context, args) => {
      const found = search(context, parseQuery(args.query));
      if (args.sort_dir === 'asc') found.reverse();
      const { items, paging } = pageOf(found, args);
      const last = (paging.page - 1) * paging.count + items.length;
      return {
        query: args.query,
        messages: {
          total: paging.total,
          paging,
          pagination: {
            total_count: paging.total,
            page: paging.page,
            per_page: paging.count,
            page_count: paging.pages,
            first: last - items.length + 1,
            last,
          },
          matches: items.map(match => matchView(context, match)),
        },
      };
    },
  }),
};

function parseQuery(text: string): Query {
  const words: string[] = [];
  const modifiers: [string, string][] = [];
  for (const [part, phrase] of text.matchAll(/"([^"]*)"|\S+/g)) {
    const modifier = phrase === undefined ? /^(in|from|before|after|on):(.+)$/.exec(part) : null;
    if (modifier === null) words.push((phrase ?? part).toLowerCase());
    else modifiers.push([modifier[1] ?? '', (modifier[2] ?? '').toLowerCase()]);
  }
  return { words, modifiers };
}

/** Newest first, which is also the order of the score: the fake ranks nothing. */
function search(context: MethodContext, query: Query): Match[] {
  return [...context.workspace.channels.values()]
    .filter(channel => isVisible(context, channel))
    .flatMap(channel => channel.messages.all().map(message => ({ channel, message })))
    .filter(match => match.message.subtype !== 'tombstone' && fits(context, match, query))
    .sort((a, b) => (a.message.ts > b.message.ts ? -1 : 1));
}

function fits(context: MethodContext, match: Match, { words, modifiers }: Query): boolean {
  const text = match.message.text.toLowerCase();
  return (
    words.every(word => text.includes(word)) &&
    modifiers.every(([name, value]) => fitsModifier(context, match, name, value))
  );
}

function fitsModifier({ workspace }: MethodContext, { channel, message }: Match, name: string, value: string): boolean {
  const wanted = value.replace(/^<?[#@]?|>$/g, '');
  const day = new Date(Number(message.ts.split('.')[0]) * 1000).toISOString().slice(0, 10);
  switch (name) {
    case 'in':
      return channel.id.toLowerCase() === wanted || channel.name === wanted;
    case 'from': {
      const user = message.user ?? '';
      return user.toLowerCase() === wanted || workspace.users.get(user)?.name === wanted;
    }
    case 'before':
      return day < value;
    case 'after':
      return day > value;
    default:
      return day === value;
  }
}

function matchView(context: MethodContext, { channel, message }: Match) {
  const { workspace, token } = context;
  const isIm = channel.kind === 'im';
  return {
    iid: iid(`${channel.id} ${message.ts}`),
    team: workspace.team.id,
    channel: {
      id: channel.id,
      name: isIm ? imPartner(channel, token.userId) : channel.name,
      is_channel: channel.kind === 'public' || channel.kind === 'private',
      is_group: channel.id.startsWith('G'),
      is_im: isIm,
      is_mpim: channel.kind === 'mpim',
      is_private: channel.kind !== 'public',
      is_shared: channel.shared !== 'no',
      is_ext_shared: channel.shared === 'external',
      is_org_shared: channel.shared === 'organization',
      is_pending_ext_shared: false,
      pending_shared: [],
      ...(isIm ? { user: imPartner(channel, token.userId) } : {}),
    },
    type: 'message',
    user: message.user ?? '',
    username: message.username ?? workspace.users.get(message.user ?? '')?.name ?? '',
    ts: message.ts,
    text: message.text,
    permalink: permalink(context.workspace, channel, message),
    ...(message.blocks === undefined ? {} : { blocks: message.blocks }),
    ...(message.files === undefined ? {} : { files: message.files }),
  };
}

/** An id in the form of a UUID, the same at every search. */
function iid(key: string): string {
  const part = (salt: string): string =>
    hashText(salt + key)
      .toString(16)
      .padStart(8, '0');
  const [a, b, c, d] = [part('a'), part('b'), part('c'), part('d')];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
