/**
 * What the fake of the fifth provider holds, the same at every start. Every record has all of its keys: what is not
 * known is null. Rooms are numbered within their site, and people apart from robots, so that ids meet.
 */
export interface ParleyStore {
  readonly companies: readonly Company[];
  readonly sites: readonly Site[];
  readonly rooms: readonly Room[];
  readonly people: readonly Person[];
  readonly robots: readonly Robot[];
  readonly teams: readonly Team[];
  readonly files: readonly ParleyFile[];
  /** Roots and answers of every room by `site/room`, oldest first; the fake appends to it. */
  readonly posts: ReadonlyMap<string, Post[]>;
  /** What was sent, by the caller's own key for it. */
  readonly sentOnce: Map<string, Post>;
}

export type Company = ReturnType<typeof makeCompany>;
export type Site = ReturnType<typeof makeSite>;
export type Room = ReturnType<typeof makeRoom>;
export type Person = ReturnType<typeof makePerson>;
export type Robot = ReturnType<typeof makeRobot>;
export type Team = ReturnType<typeof makeTeam>;
export type ParleyFile = ReturnType<typeof makeFile>;

/** The room with 160 posts, the seventh of which has 60 answers. */
export const busyRoom = { site: 101, room: 1, post: 7 };

/** The provider refuses to show what was said in it. */
export const shutRoom = { site: 302, room: 2 };

/** Builds the store. */
export function createParleyStore(): ParleyStore {
  const companies = [3, 11, 2_000_000_017].map(makeCompany);
  const sites = companies.flatMap((company, at) => [1, 2, 3].map(nth => makeSite(company, 100 * (at + 1) + nth)));
  const teams = numbers(60).map(id => makeTeam(companies[id % companies.length], id));
  const people = numbers(230).map(id => makePerson(id, sites[id % sites.length], teams[id % 70]));
  const robots = numbers(12).map(id => makeRobot(id, companies[id % 2]));
  const rooms = sites.flatMap((site, at) => numbers(8 + (at % 5)).map(id => makeRoom(site.id, id, people, teams)));
  const posts = new Map(rooms.map(room => [`${room.site_id}/${room.id}`, postsOf(room)]));
  const files = [...posts.values()].flat().flatMap(({ files: held }) => held ?? []);
  return { companies, sites, rooms, people, robots, teams, files, posts, sentOnce: new Map() };
}

/** 1 to `count`. */
function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

const foundedMs = Date.UTC(2020, 0, 1);
const spokenMs = Date.UTC(2025, 11, 1);
const hourMs = 3_600_000;

const named = <T extends { readonly id: number; readonly title: string }>({ id, title }: T) => ({ id, title });

function makeCompany(id: number) {
  return { id, title: `Company ${id}`, motto: null, founded_at: foundedMs, changed_at: id === 3 ? null : spokenMs };
}

function makeSite(company: Company, id: number) {
  const state = id % 3 === 0 ? 'frozen' : 'open';
  const purpose = id % 2 === 0 ? null : `What ${id} does`;
  return {
    id,
    company: named(company),
    title: `Site ${id}`,
    purpose,
    state,
    opened_at: foundedMs + id,
    changed_at: null,
  };
}

function makeTeam(company: Company | undefined, id: number) {
  return {
    id,
    title: `Team ${id}`,
    purpose: null,
    kind: id % 2 === 0 ? 'roster' : 'rota',
    company: company ? named(company) : null,
    formed_at: foundedMs + id * hourMs,
    changed_at: id % 4 === 0 ? spokenMs : null,
  };
}

function makePerson(id: number, site: Site | undefined, team: Team | undefined) {
  const states = ['here', 'here', 'away', 'gone', 'asked'] as const;
  const isKnown = id % 3 > 0;
  return {
    id,
    handle: `person${id}`,
    state: states[id % states.length] ?? 'here',
    is_visitor: id % 10 === 0,
    profile: {
      given_name: isKnown ? 'Ada' : null,
      family_name: isKnown ? `Lovelace ${id}` : null,
      display_name: isKnown ? `Ada Lovelace ${id}` : null,
      title: null,
      about: null,
      picture: id % 2 === 0 ? { address: `https://pictures.parley.example/${id}.png`, width: null } : null,
      zone: isKnown ? 'Europe/London' : null,
      tongues: isKnown ? ['en-GB'] : null,
    },
    contact: {
      mails: isKnown ? [{ address: `person${id}@parley.example`, kind: 'work', is_main: true }] : null,
      is_proved: isKnown ? true : null,
      phones: id % 4 === 0 ? [{ digits: `+44 20 7946 0${id + 100}`, extension: null, kind: null }] : null,
      pages: null,
    },
    company: site?.company ?? null,
    sites: site ? [named(site)] : null,
    teams: team ? [named(team)] : null,
    joined_at: foundedMs + id * hourMs,
    changed_at: isKnown ? spokenMs : null,
    times: { seen: isKnown ? spokenMs : null, signed_in: null, state: null, accepted: null },
  };
}

function makeRobot(id: number, company: Company | undefined) {
  return {
    id,
    company_id: company?.id ?? null,
    handle: `robot${id}`,
    title: `Robot ${id}`,
    state: 'here',
    made_at: foundedMs,
    changed_at: null,
  };
}

function makeRoom(site: number, id: number, people: readonly Person[], teams: readonly Team[]) {
  const kinds = ['open', 'shared', 'closed', 'group', 'pair'] as const;
  const kind = kinds[(site + id) % kinds.length] ?? 'open';
  const creator = people[(site + id) % people.length];
  const team = kind === 'closed' ? teams[id] : undefined;
  return {
    id,
    site_id: site,
    title: kind === 'pair' ? null : `Room ${site}/${id}`,
    topic: null,
    kind,
    team: team ? named(team) : null,
    is_joined: id % 2 === 1,
    creator: creator ? { id: creator.id, name: creator.profile.display_name } : null,
    made_at: foundedMs + id * hourMs,
    changed_at: null,
    archived_at: id % 6 === 0 ? spokenMs : null,
  };
}

function postsOf({ site_id: site, id: room }: Room): Post[] {
  const isBusy = site === busyRoom.site && room === busyRoom.room;
  const roots = numbers(isBusy ? 160 : 3).map(number => seedPost({ site, room, number, origin: null }));
  if (!isBusy) return roots;
  const origin = busyRoom.post;
  const answers = numbers(60).map(nth => seedPost({ site, room, number: 160 + nth, origin }));
  const seen = roots.map(root => (root.number === origin ? { ...root, answers: { count: answers.length } } : root));
  return [...seen, ...answers];
}

/** A post's place: an answer where `origin` names the post that it answers. */
export interface PostPlace {
  readonly site: number;
  readonly room: number;
  readonly number: number;
  readonly origin: number | null;
}

/** What was said in a room, as the provider keeps it. */
export interface Post {
  readonly number: number;
  readonly origin: number | null;
  readonly text: string | null;
  readonly author: Author | null;
  readonly answers: { readonly count: number } | null;
  readonly files: readonly ParleyFile[] | null;
  readonly links: null;
  readonly is_notice: boolean;
  readonly posted_at: number;
  readonly edited_at: number | null;
  readonly deleted_at: number | null;
}

interface Author {
  readonly id: number;
  readonly is_robot: boolean;
}

/** A post that somebody has just sent. */
export function makePost({ number, origin }: PostPlace, text: string, author: Author): Post {
  return {
    number,
    origin,
    text,
    author,
    answers: null,
    files: null,
    links: null,
    is_notice: false,
    posted_at: spokenMs + number * hourMs,
    edited_at: null,
    deleted_at: null,
  };
}

/** Every eighth is a robot's, every second has a file, some were edited or deleted, some are the provider's own. */
function seedPost(place: PostPlace): Post {
  const { number, origin } = place;
  const author = number % 8 === 0 ? { id: 1 + (number % 12), is_robot: true } : { id: 1 + number, is_robot: false };
  const post = makePost(place, `Said as ${number} & "so" <on>`, author);
  if (number % 50 === 9) return { ...post, text: null, deleted_at: spokenMs + 1_000 * hourMs };
  if (origin === null && number % 40 === 5) return { ...post, author: null, is_notice: true };
  return {
    ...post,
    files: number % 2 === 0 ? [makeFile(place, author)] : null,
    edited_at: number % 7 === 0 ? post.posted_at + 1 : null,
  };
}

function makeFile({ site, room, number, origin }: PostPlace, owner: Author) {
  const id = (site * 100 + room) * 1_000 + number;
  return {
    id,
    name: `notes-${id}.txt`,
    bytes: 100 + number,
    media: number % 3 === 0 ? null : 'text/plain',
    address: `https://files.parley.example/v3/files/${id}/content`,
    owner: { ...owner, name: null },
    place: { site_id: site, room_id: room, post: origin ?? number, answer: origin === null ? null : number },
    put_at: spokenMs + number * hourMs,
    changed_at: null,
  };
}
