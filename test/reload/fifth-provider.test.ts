import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { busyRoom, shutRoom, type ParleyStore, type Post } from '../support/fifth-store.ts';
import { dropParley, openFifthHouse, walkList, type FifthHouse } from '../support/fifth-house.ts';
import { until } from './support/until.ts';

let house: FifthHouse;
let store: ParleyStore;
let dropped: { readonly before: boolean; readonly tookMs: number; readonly problems: unknown };
let account: string;

const integrationsNow = async () => {
  const { body } = await house.api.call('GET', '/integrations');
  // The catalogue as the route shows it.
  const result = body['result'] as readonly { readonly name: string; readonly serving: string; problems?: unknown }[];
  const problems = body['problems'] as readonly { readonly file: string; readonly line: number }[];
  const serving = result.map(({ name, serving: version, problems: own }) => ({ name, version, own }));
  return { isServed: result.some(({ name }) => name === 'parley'), problems, serving };
};
const untilServed = (isServed: boolean) =>
  until(async () => {
    const now = await integrationsNow();
    return now.isServed === isServed && now.problems.length === 0 ? now : undefined;
  });
const link = () =>
  house.api.call('POST', '/integrated-accounts', {
    integration: 'parley',
    auth: 'api_key',
    fields: { api_key: house.provider.key, region: 'eu' },
  });
const at = (resource: string) => `${resource}?integrated_account_id=${account}`;
const call = (method: 'GET' | 'POST', path: string, body?: unknown) =>
  house.api.call(method, `/unified/instant-messaging/${path}`, body);

beforeAll(async () => {
  house = await openFifthHouse();
  store = house.provider.store;
  const before = (await integrationsNow()).isServed;
  dropParley(house.integrations);
  const { value, tookMs } = await untilServed(true);
  dropped = { before, tookMs, problems: value.problems };
  account = String((await link()).body['id']);
});
afterAll(() => house.end());

const idOfRoom = ({ site_id: site, id }: { readonly site_id: number; readonly id: number }) => `${site}~${id}`;
const isShown = (post: Post) => post.deleted_at === null && !post.is_notice;
const idOfPost =
  (room: string) =>
  ({ number, origin }: Post): string =>
    origin === null ? `${room}~${number}~` : `${room}~${origin}~${number}`;
const rootsOf = (room: string) =>
  (store.posts.get(room.replace('~', '/')) ?? [])
    .filter(post => post.origin === null && isShown(post))
    .map(idOfPost(room))
    .reverse();
const busy = `${busyRoom.site}~${busyRoom.room}`;
const shut = `${shutRoom.site}~${shutRoom.room}`;

/** What a walk over each list has to give, in this order. */
const lists: Readonly<Record<string, { readonly query: string; readonly ids: () => readonly string[] }>> = {
  organizations: { query: '', ids: () => store.companies.map(({ id }) => `${id}`) },
  workspaces: { query: '', ids: () => store.sites.map(({ id }) => `${id}`) },
  channels: { query: '', ids: () => store.rooms.map(idOfRoom) },
  groups: { query: '', ids: () => store.teams.map(({ id }) => `${id}`) },
  members: {
    query: '',
    ids: () => [
      ...store.people.map(({ id }) => `p~${id}`),
      ...store.robots.filter(robot => robot.company_id === 3).map(({ id }) => `r~${id}`),
    ],
  },
  messages: { query: `&channel[id]=${busy}`, ids: () => rootsOf(busy) },
  attachments: { query: '', ids: () => store.files.map(({ id }) => `${id}`) },
};
const replies = () =>
  (store.posts.get(busy.replace('~', '/')) ?? [])
    .filter(post => post.origin === busyRoom.post && isShown(post))
    .map(idOfPost(busy));

describe('a provider whose folder is dropped into a running server', () => {
  it('is served without a restart', () => {
    console.log(`served ${Math.round(dropped.tookMs)} ms after its folder was dropped`);
    expect({ before: dropped.before, problems: dropped.problems }).toEqual({ before: false, problems: [] });
    expect(house.server.process.exitCode).toBe(null);
  });

  it('is linked with an API key and a region, and learns about the account', async () => {
    const { status, body } = await link();
    expect({ status, label: body['label'], settings: body['settings'], external: body['external_ids'] }).toEqual({
      status: 201,
      label: 'Company 3',
      settings: { region: 'eu', company_id: 3, page_limit: 100 },
      external: ['3', '1'],
    });
  });

  it('is not linked with a key that the provider refuses', async () => {
    const fields = { api_key: 'pk_0', region: 'eu' };
    const { status, body } = await house.api.call('POST', '/integrated-accounts', {
      integration: 'parley',
      auth: 'api_key',
      fields,
    });
    expect({ status, code: body['code'], provider: body['provider'] }).toEqual({
      status: 424,
      code: 'PROVIDER_UNAUTHORIZED',
      provider: { name: 'parley', status: 401, code: '401001', message: 'The key is not known.' },
    });
  });

  it.each(Object.entries(lists))(
    'lists %s that fit the model, and gets each by its id',
    async (resource, { query }) => {
      const { status, body } = await call('GET', `${at(resource)}${query}&limit=20`);
      // The shape of every list's answer.
      const records = body['result'] as readonly { readonly id: string }[];
      const read = await Promise.all(records.map(({ id }) => call('GET', at(`${resource}/${encodeURIComponent(id)}`))));
      expect(status).toBe(200);
      expect(body['warnings'] ?? []).toEqual([]);
      expect(records.length).toBeGreaterThan(0);
      expect(read.map(reply => reply.body)).toEqual(records);
    },
  );

  it.each([1, 7, 50, 200])('gives every record of every list once, in order, with limit %i', async limit => {
    for (const [resource, { query, ids }] of Object.entries(lists)) {
      const walk = await walkList(house.api, `${at(resource)}${query}`, limit);
      expect({ resource, ids: walk.ids, warnings: walk.warnings }).toEqual({ resource, ids: ids(), warnings: [] });
      expect(walk.pages.slice(0, -1).filter(size => size !== limit)).toEqual([]);
    }
  });

  it.each([1, 7, 50, 200])('gives the replies of a thread, oldest first, with limit %i', async limit => {
    const walk = await walkList(house.api, `${at('messages')}&parent[id]=${busy}~${busyRoom.post}~`, limit);
    expect({ ids: walk.ids, warnings: walk.warnings }).toEqual({ ids: replies(), warnings: [] });
  });

  it.each([7, 50, 200])(
    'gives the messages of all rooms with limit %i, and warns of the one it may not read',
    async limit => {
      const walk = await walkList(house.api, at('messages'), limit);
      const readable = store.rooms.map(idOfRoom).filter(room => room !== shut);
      expect({ ids: walk.ids, warnings: [...new Set(walk.warnings)] }).toEqual({
        ids: readable.flatMap(rootsOf),
        warnings: ['PROVIDER_FORBIDDEN'],
      });
    },
  );
});

describe('what is asked of the provider', () => {
  const targetsSince = (mark: number) =>
    house.provider.log.entries.slice(mark).map(({ method, target }) => `${method} ${decodeURIComponent(target)}`);
  const mark = () => house.provider.log.entries.length;

  it('ends at the first post that is too old', async () => {
    const from = mark();
    const newest = store.posts.get(`${busyRoom.site}/${busyRoom.room}`)?.[157];
    const since = new Date(newest?.posted_at ?? 0).toISOString();
    const walk = await walkList(house.api, `${at('messages')}&channel[id]=${busy}&created_at[gte]=${since}`, 2);
    expect(walk.ids).toEqual([`${busy}~160~`, `${busy}~158~`]);
    expect(targetsSince(from)).toEqual([`GET /v3/sites/101/rooms/1/posts?start=0&count=50`]);
  });

  it('holds a hostile value as one value', async () => {
    const from = mark();
    const hostile = 'a@b";state=gone;mail="\\';
    const { body } = await call('GET', `${at('members')}&status=active&email=${encodeURIComponent(hostile)}`);
    expect(body['result']).toEqual([]);
    expect(targetsSince(from)).toEqual([
      'GET /v3/people?q=mail="a@b\\";state=gone;mail=\\"\\\\";state=here&start=0&count=50',
      'GET /v3/robots?start=0&count=50&company=3',
    ]);
  });

  it('asks for the authors of a page at once', async () => {
    const from = mark();
    const { body } = await call('GET', `${at('messages')}&channel[id]=${busy}&expand=author&limit=20`);
    const names = (body['result'] as readonly { readonly author?: { readonly name?: string } }[]).map(
      ({ author }) => author?.name,
    );
    expect(names.slice(0, 4)).toEqual([undefined, 'person159', 'Ada Lovelace 158', 'Ada Lovelace 157']);
    expect(targetsSince(from).filter(target => !target.startsWith('GET'))).toEqual(['POST /v3/people/batch']);
  });
});

describe('a message that is written', () => {
  const send = (content: string, more: Readonly<Record<string, unknown>> = {}) =>
    call('POST', at('messages'), { channel: { id: '102~3' }, body: { format: 'text', content }, ...more });

  it('is answered, and then seen by get, by list and by the provider', async () => {
    const sent = await send('<b>1 < 2</b> & "so"');
    const id = String(sent.body['id']);
    expect(sent.status).toBe(201);
    expect(sent.body).toEqual({
      id: '102~3~4~',
      body: { format: 'text', content: '<b>1 < 2</b> & "so"' },
      author: { id: 'p~1' },
      channel: { id: '102~3' },
      has_children: false,
      created_at: '2025-12-01T04:00:00.000Z',
      updated_at: '2025-12-01T04:00:00.000Z',
    });
    expect((await call('GET', at(`messages/${id}`))).body).toEqual(sent.body);
    const listed = await call('GET', `${at('messages')}&channel[id]=102~3&limit=1`);
    expect(listed.body['result']).toEqual([sent.body]);
    expect(store.posts.get('102/3')?.at(-1)?.text).toBe('<b>1 < 2</b> & "so"');
  });

  it('stands in the thread that it answers', async () => {
    const sent = await send('an answer', { parent: { id: '102~3~1~' } });
    const listed = await call('GET', `${at('messages')}&parent[id]=102~3~1~`);
    expect(sent.body).toMatchObject({ parent: { id: '102~3~1~', type: 'message' } });
    expect(listed.body['result']).toEqual([sent.body]);
  });

  it('is sent once where the provider fails behind it', async () => {
    house.provider.faults.add({
      on: '/v3/sites/103/rooms/1/posts',
      effect: { kind: 'reset', when: 'after' },
    });
    const sent = await call('POST', at('messages'), {
      channel: { id: '103~1' },
      body: { format: 'text', content: 'once' },
    });
    expect(sent.status).toBe(201);
    expect(store.posts.get('103/1')?.filter(({ text }) => text === 'once')).toHaveLength(1);
  });

  it('is refused in a format that the provider does not have', async () => {
    const { status, body } = await send('x', { body: { format: 'markdown', content: '**x**' } });
    expect({ status, code: body['code'] }).toEqual({ status: 422, code: 'REQUEST_BODY_INVALID' });
  });
});

describe('a definition that changes while it is served', () => {
  const mapping = () => join(house.integrations, 'parley/unified/instant-messaging/groups.yaml');
  const groupNames = async () =>
    (await call('GET', `${at('groups')}&limit=2`)).body['result'] as readonly { readonly name?: string }[];

  it('serves its last good version while an edit is broken, which is reported with its place, and the next one after', async () => {
    const good = readFileSync(mapping(), 'utf8');
    appendFileSync(mapping(), 'delet: {}\n');
    const broken = await until(async () => (await integrationsNow()).problems[0]);
    expect(broken.value).toMatchObject({
      file: `${basename(house.integrations)}/parley/unified/instant-messaging/groups.yaml`,
      line: good.split('\n').length,
    });
    expect((await integrationsNow()).serving).toEqual([
      { name: 'googlechat', version: 'current' },
      { name: 'microsoft', version: 'current' },
      { name: 'msteams', version: 'current' },
      { name: 'parley', version: 'last_good', own: [broken.value] },
      { name: 'slack', version: 'current' },
    ]);
    expect((await groupNames()).map(({ name }) => name)).toEqual(['Team 1', 'Team 2']);
    writeFileSync(mapping(), good.replace('name: title\n', 'name: |\n    title & "!"\n'));
    const changed = await until(async () => {
      const names = (await groupNames()).map(({ name }) => name);
      return names[0] === 'Team 1!' ? names : undefined;
    });
    expect(changed.value).toEqual(['Team 1!', 'Team 2!']);
    const { problems, serving } = await integrationsNow();
    expect({ problems, parley: serving[3] }).toEqual({ problems: [], parley: { name: 'parley', version: 'current' } });
  });

  it('is gone when its folder is removed, and its accounts serve again when it is back', async () => {
    rmSync(join(house.integrations, 'parley'), { recursive: true });
    await untilServed(false);
    const refused = await call('GET', at('organizations'));
    expect({ status: refused.status, code: refused.body['code'] }).toEqual({
      status: 501,
      code: 'METHOD_NOT_SUPPORTED',
    });
    dropParley(house.integrations);
    await untilServed(true);
    const served = await walkList(house.api, at('organizations'), 50);
    expect(served.ids).toEqual(['3', '11', '2000000017']);
  });
});
