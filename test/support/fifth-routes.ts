import type { ReceivedRequest } from '../../sandbox/support/http-message.ts';
import { has, readQuery } from './fifth-query.ts';
import { makePost, shutRoom, type ParleyStore, type Post, type Room } from './fifth-store.ts';

/** A failure in the provider's own form: the first three digits of its number tell what kind it is. */
export type Trouble = { readonly number: number; readonly text: string };

/** What an endpoint answers: one row, a list that is paged, other keys as they are, or trouble. */
export type Answer =
  | { readonly row: unknown }
  | { readonly list: readonly unknown[]; readonly paging: 'counted' | 'until_last' | 'link' | 'next' | 'none' }
  | { readonly body: Readonly<Record<string, unknown>> }
  | Trouble;

/** A request as its endpoint sees it. */
export interface Asked {
  readonly store: ParleyStore;
  readonly request: ReceivedRequest;
  /** What stands in the path. */
  readonly ids: readonly number[];
  readonly query: Readonly<Record<string, string>>;
}

/** An endpoint of the provider. */
export interface Route {
  readonly path: RegExp;
  /** Parameters beside those of paging; any other is refused. */
  readonly knows?: readonly string[];
  readonly answer: (asked: Asked) => Answer;
}

/** Most rows in one answer. */
export const mostRows = 100;
const unknown = (what: string): Trouble => ({ number: 404_012, text: `There is no such ${what}.` });
const byId = <T extends { readonly id: number }>(rows: readonly T[], id: number | undefined, what: string): Answer => {
  const row = rows.find(one => one.id === id);
  return row ? { row } : unknown(what);
};

/** Verb and name -> endpoint. */
export const routes: Readonly<Record<string, Route>> = {
  'GET me': {
    path: /^\/me$/,
    answer: ({ store: { companies } }) => ({
      body: { me: { id: 1, company: companies[0], limits: { rows: mostRows, files: null } } },
    }),
  },
  'GET companies': { path: /^\/companies$/, answer: ({ store }) => counted(store.companies) },
  'GET company': {
    path: /^\/companies\/(\d+)$/,
    answer: ({ store, ids }) => byId(store.companies, ids[0], 'company'),
  },
  'GET sites': {
    path: /^\/sites$/,
    knows: ['company'],
    answer: ({ store, query }) => counted(store.sites.filter(site => isAsked(query['company'], site.company.id))),
  },
  'GET site': { path: /^\/sites\/(\d+)$/, answer: ({ store, ids }) => byId(store.sites, ids[0], 'site') },
  'GET rooms': {
    path: /^\/sites\/(\d+)\/rooms$/,
    knows: ['q'],
    answer: ({ store, ids, query }) =>
      store.sites.some(({ id }) => id === ids[0])
        ? askedRooms(
            store.rooms.filter(room => room.site_id === ids[0]),
            query['q'],
          )
        : unknown('site'),
  },
  'GET room': { path: /^\/sites\/(\d+)\/rooms\/(\d+)$/, answer: asked => inRoom(asked, room => ({ row: room })) },
  'GET room people': {
    path: /^\/sites\/(\d+)\/rooms\/(\d+)\/people$/,
    answer: asked =>
      inRoom(asked, ({ site_id: site, id }) => counted(asked.store.people.filter(isIn(site, id)).map(asGuestOf))),
  },
  'GET people': {
    path: /^\/people$/,
    knows: ['q'],
    answer: ({ store, query }) => {
      const q = readQuery(query['q']);
      if (!q) return { number: 422_011, text: 'q is not understood.' };
      return counted(
        store.people.filter(
          ({ state, contact, sites }) =>
            has(q, 'state', [state]) &&
            has(q, 'mail', contact.mails?.map(({ address }) => address) ?? []) &&
            has(q, 'site', sites?.map(({ id }) => String(id)) ?? []),
        ),
      );
    },
  },
  'GET person': { path: /^\/people\/(\d+)$/, answer: ({ store, ids }) => byId(store.people, ids[0], 'person') },
  'GET person rooms': {
    path: /^\/people\/(\d+)\/rooms$/,
    knows: ['q'],
    answer: ({ store, ids: [person = 0], query }) =>
      askedRooms(
        store.rooms.filter(({ site_id: site, id }) =>
          store.people.filter(isIn(site, id)).some(one => one.id === person),
        ),
        query['q'],
      ),
  },
  'POST people batch': {
    path: /^\/people\/batch$/,
    answer: ({ store, request }) => {
      const ids = field(request.json, 'ids');
      if (!Array.isArray(ids) || ids.length > 20 || !ids.every(id => typeof id === 'number'))
        return { number: 422_020, text: 'ids takes up to 20 numbers.' };
      return { list: store.people.filter(({ id }) => ids.includes(id)), paging: 'none' };
    },
  },
  'GET robots': {
    path: /^\/robots$/,
    knows: ['company'],
    answer: ({ store, query }) => {
      const own = store.robots.filter(robot => String(robot.company_id) === query['company']);
      return own.length > 0 ? counted(own) : { number: 404_031, text: 'The company has no robots.' };
    },
  },
  'GET robot': { path: /^\/robots\/(\d+)$/, answer: ({ store, ids }) => byId(store.robots, ids[0], 'robot') },
  'GET posts': {
    path: /^\/sites\/(\d+)\/rooms\/(\d+)\/posts$/,
    knows: ['before', 'with_notices', 'with_deleted'],
    answer: asked =>
      inTalk(asked, posts =>
        counted(
          posts
            .filter(post => post.origin === null && isShown(post, asked.query))
            .filter(({ posted_at: at }) => at < Number(asked.query['before'] ?? Infinity))
            .reverse(),
        ),
      ),
  },
  'POST posts': { path: /^\/sites\/(\d+)\/rooms\/(\d+)\/posts$/, answer: asked => inTalk(asked, write(asked)) },
  'GET post': {
    path: /^\/sites\/(\d+)\/rooms\/(\d+)\/posts\/(\d+)$/,
    answer: asked =>
      inTalk(asked, posts => {
        const row = posts.find(({ number, origin }) => number === asked.ids[2] && origin === null);
        return row ? { row } : unknown('post');
      }),
  },
  'GET answers': {
    path: /^\/sites\/(\d+)\/rooms\/(\d+)\/posts\/(\d+)\/answers$/,
    knows: ['with_deleted'],
    answer: asked =>
      inTalk(asked, posts => ({
        list: posts.filter(post => post.origin === asked.ids[2] && isShown(post, asked.query)),
        paging: 'until_last',
      })),
  },
  'GET files': {
    path: /^\/files$/,
    knows: ['site', 'room', 'post', 'answer', 'after'],
    answer: ({ store, query }) => ({
      list: store.files.filter(
        ({ place }) =>
          isAsked(query['site'], place.site_id) &&
          isAsked(query['room'], place.room_id) &&
          isAsked(query['post'], place.post) &&
          (query['post'] === undefined || String(place.answer ?? '') === (query['answer'] ?? '')),
      ),
      paging: 'next',
    }),
  },
  'GET file': { path: /^\/files\/(\d+)$/, answer: ({ store, ids }) => byId(store.files, ids[0], 'file') },
  'GET teams': { path: /^\/teams$/, answer: ({ store }) => ({ list: store.teams, paging: 'link' }) },
  'GET team': { path: /^\/teams\/(\d+)$/, answer: ({ store, ids }) => byId(store.teams, ids[0], 'team') },
  'GET team people': {
    path: /^\/teams\/(\d+)\/people$/,
    answer: ({ store, ids }) =>
      counted(store.people.filter(({ teams }) => teams?.some(({ id }) => id === ids[0])).map(asGuestOf)),
  },
};

const counted = (list: readonly unknown[]): Answer => ({ list, paging: 'counted' });
const isAsked = (asked: string | undefined, id: number): boolean => asked === undefined || asked === String(id);
const asGuestOf = (person: unknown) => ({ person, since: null });
const isIn = (site: number, room: number) => (person: { readonly id: number }) => (person.id + site + room) % 5 === 0;
const isShown = (post: Post, query: Asked['query']): boolean =>
  (!post.is_notice || query['with_notices'] === 'true') &&
  (post.deleted_at === null || query['with_deleted'] === 'true');
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

function inRoom({ store, ids: [site, room] }: Asked, answer: (room: Room) => Answer): Answer {
  const found = store.rooms.find(one => one.site_id === site && one.id === room);
  return found ? answer(found) : unknown('room');
}

function inTalk(asked: Asked, answer: (posts: Post[]) => Answer): Answer {
  return inRoom(asked, ({ site_id: site, id }) => {
    if (site === shutRoom.site && id === shutRoom.room) return { number: 403_021, text: 'The room is shut.' };
    return answer(asked.store.posts.get(`${site}/${id}`) ?? []);
  });
}

function askedRooms(rooms: readonly Room[], text: string | undefined): Answer {
  const q = readQuery(text);
  if (!q) return { number: 422_011, text: 'q is not understood.' };
  return counted(
    rooms.filter(
      ({ kind, archived_at: at }) => has(q, 'kind', [kind]) && has(q, 'state', [at === null ? 'active' : 'archived']),
    ),
  );
}

/** Sends a post; the same x-once again gives the post that is there. */
const write =
  ({ store, request, ids: [site = 0, room = 0] }: Asked) =>
  (posts: Post[]): Answer => {
    const text = field(request.json, 'text');
    const origin = field(request.json, 'answers_to') ?? null;
    if (typeof text !== 'string' || !(origin === null || typeof origin === 'number'))
      return { number: 422_030, text: 'A post is a text.' };
    if (text.length > 2_000) return { number: 413_001, text: 'A post has at most 2000 characters.' };
    const once = `${site}/${room} ${request.headers['x-once'] ?? ''}`;
    const row = store.sentOnce.get(once) ?? makePost({ site, room, number: posts.length + 1, origin }, text, writer);
    if (!posts.includes(row)) posts.push(row);
    store.sentOnce.set(once, row);
    return { row };
  };

/** The person whose key it is. */
const writer = { id: 1, is_robot: false };
