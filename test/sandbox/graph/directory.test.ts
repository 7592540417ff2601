import type * as Graph from '@microsoft/microsoft-graph-types';
import type { Client } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dial, graphClient } from './graph-client.ts';
import { found, startScene, type Scene } from './scene.ts';

let scene: Scene;
let user: Client;
let app: Client;
const eventual = { ConsistencyLevel: 'eventual' };

beforeAll(async () => {
  scene = await startScene();
  ({ user, app } = scene);
});
afterAll(() => scene.sandbox.close());

describe('people', () => {
  it('are 1,080 in the first tenant, with eleven properties each', async () => {
    const { items, pages } = await scene.walk<Graph.User>(app, '/users?$top=999');
    const properties = new Set(items.flatMap(item => Object.keys(item)));
    expect({ ids: items.map(item => item.id), pages, properties: [...properties].sort() }).toEqual({
      ids: [...scene.tenant.users.keys()],
      pages: 2,
      properties: [
        'businessPhones',
        'displayName',
        'givenName',
        'id',
        'jobTitle',
        'mail',
        'mobilePhone',
        'officeLocation',
        'preferredLanguage',
        'surname',
        'userPrincipalName',
      ],
    });
  });

  it('come in hundreds by default, and keep their options along the walk', async () => {
    const { items, pages } = await scene.walk<Graph.User>(app, '/users?$select=id,userType');
    expect({ pages, keys: [...new Set(items.map(item => Object.keys(item).join()))] }).toEqual({
      pages: 11,
      keys: ['id,userType'],
    });
  });

  it('are found by id and by principal name, also that of a guest', async () => {
    const guest = found([...scene.tenant.users.values()].find(({ userType }) => userType === 'Guest'));
    const byName = (await app.api(`/users/${encodeURIComponent(guest.userPrincipalName)}`).get()) as Graph.User;
    const byId = (await app.api(`/users/${guest.id}`).get()) as Graph.User;
    expect([guest.userPrincipalName.includes('#EXT#'), byName]).toEqual([true, byId]);
  });

  it('show personal properties one at a time only', async () => {
    const { userId } = scene.sandbox.tokens.tenant1;
    const { aboutMe, mySite } = found(scene.tenant.users.get(userId));
    expect(await app.api(`/users/${userId}?$select=aboutMe,mySite`).get()).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users(aboutMe,mySite)/$entity',
      aboutMe,
      mySite,
    });
    await expect(app.api('/users?$select=aboutMe').get()).rejects.toMatchObject({
      statusCode: 501,
      code: 'NotImplemented',
    });
  });

  it('show sign-ins and mailbox settings to those who may see them', async () => {
    const { userId } = scene.sandbox.tokens.tenant1;
    const path = `/users/${userId}?$select=signInActivity,mailboxSettings`;
    const seen = (await app.api(path).get()) as Graph.User;
    expect([typeof seen.signInActivity?.lastSignInDateTime, typeof seen.mailboxSettings?.timeZone]).toEqual([
      'string',
      'string',
    ]);
    await expect(user.api(path).get()).rejects.toMatchObject({
      statusCode: 403,
      code: 'Authentication_MSGraphPermissionMissing',
    });
  });

  it('have no more than names and an address for a token with User.ReadBasic.All', async () => {
    const client = graphClient(scene.sandbox.address, scene.sandbox.tokens.special.narrowApplication);
    const person = found(
      [...scene.tenant.users.values()].find(
        ({ jobTitle, businessPhones }) => jobTitle !== null && businessPhones.length > 0,
      ),
    );
    const { displayName, givenName, id, mail, surname, userPrincipalName } = person;
    expect(await client.api(`/users/${id}`).get()).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users/$entity',
      businessPhones: [],
      displayName,
      givenName,
      id,
      jobTitle: null,
      mail,
      mobilePhone: null,
      officeLocation: null,
      preferredLanguage: null,
      surname,
      userPrincipalName,
    });
  });

  const filters: readonly (readonly [
    filter: string,
    test: (person: {
      [K in 'displayName' | 'mail' | 'userType' | 'accountEnabled' | 'createdDateTime' | 'externalUserState']: unknown;
    }) => boolean,
  ])[] = [
    ["userType eq 'Guest'", person => person.userType === 'Guest'],
    ['accountEnabled eq false', person => person.accountEnabled === false],
    [
      "startswith(displayName,'a') and userType eq 'Member'",
      person => /^a/i.test(String(person.displayName)) && person.userType === 'Member',
    ],
    [
      "displayName eq 'Siobhán O’Brien' or userType in ('Guest')",
      person => person.displayName === 'Siobhán O’Brien' || person.userType === 'Guest',
    ],
    ["externalUserState eq 'PendingAcceptance'", person => person.externalUserState === 'PendingAcceptance'],
    ['mail eq null', person => person.mail === null],
    [
      '(createdDateTime ge 2025-01-01T00:00:00Z and createdDateTime le 2025-02-01T00:00:00Z)',
      person =>
        String(person.createdDateTime) >= '2025-01-01' && String(person.createdDateTime) <= '2025-02-01T00:00:00Z',
    ],
  ];
  it.each(filters)('are filtered by %s', async (filter, test) => {
    const { items } = await scene.walk<Graph.User>(
      app,
      `/users?$select=id&$top=999&$filter=${encodeURIComponent(filter)}`,
    );
    const wanted = [...scene.tenant.users.values()].filter(test);
    expect(wanted.length).toBeLessThan(scene.tenant.users.size);
    expect(items.map(item => item.id)).toEqual(wanted.map(({ id }) => id));
  });

  it('are filtered by advanced operators, counted and sorted, with ConsistencyLevel', async () => {
    const page = (await app
      .api("/users?$count=true&$top=5&$orderby=displayName desc&$filter=userType ne 'Guest'")
      .headers(eventual)
      .get()) as { value: Graph.User[] };
    const members = [...scene.tenant.users.values()].filter(({ userType }) => userType !== 'Guest');
    const names = page.value.map(item => (item.displayName ?? '').toLowerCase());
    expect(Reflect.get(page, '@odata.count')).toBe(members.length);
    expect(names).toEqual([...names].sort().reverse());
  });

  it('are searched by the beginnings of words, with ConsistencyLevel', async () => {
    const { items } = await scene.walk<Graph.User>(app, '/users?$search="displayName:silva"&$top=999', eventual);
    const wanted = [...scene.tenant.users.values()].filter(({ displayName }) =>
      /(^|[^\p{L}])silva/iu.test(displayName ?? ''),
    );
    expect(items.map(item => item.id)).toEqual(wanted.map(({ id }) => id));
  });

  it('have photos, or none', async () => {
    const authorization = `Bearer ${scene.sandbox.tokens.tenant1.application}`;
    const photo = (id: string | undefined) =>
      dial(scene.sandbox.address, `https://graph.microsoft.com/v1.0/users/${id}/photo/$value`, {
        headers: { authorization },
      });
    const without = [...scene.tenant.users.keys()].find(id => !scene.tenant.photos.has(id));
    const [some, none] = [await photo(scene.sandbox.tokens.tenant1.userId), await photo(without)];
    expect([some.headers['content-type'], some.bytes.subarray(1, 4).toString(), none.status]).toEqual([
      'image/png',
      'PNG',
      404,
    ]);
    expect(JSON.parse(none.bytes.toString())).toMatchObject({ error: { code: 'ImageNotFound' } });
  });

  it('are in groups and roles', async () => {
    const admin = found(scene.tenant.roles[0]?.members.values().next().value);
    const { items } = await scene.walk<Graph.DirectoryObject>(app, `/users/${admin}/memberOf?$top=999`);
    const groups = [...scene.tenant.groups.values()].filter(({ members }) => members.has(admin));
    expect(items.length).toBe(groups.length + 1);
    expect([...new Set(items.map(item => Reflect.get(item, '@odata.type') as string))].sort()).toEqual([
      '#microsoft.graph.directoryRole',
      '#microsoft.graph.group',
    ]);
  });
});

describe('groups', () => {
  it('are filtered down to those that have a team, with everything filled in', async () => {
    const path =
      "/groups?$filter=resourceProvisioningOptions/Any(x:x eq 'Team')&$select=id,displayName,createdDateTime&$top=4";
    const { items, pages } = await scene.walk<Graph.Group>(app, path);
    expect({
      ids: items.map(item => item.id),
      pages,
      filled: items.every(item => item.createdDateTime !== null),
    }).toEqual({
      ids: [...scene.tenant.teams.keys()],
      pages: 3,
      filled: true,
    });
  });

  it('hold people, groups and apps, told apart by their type', async () => {
    const nesting = found(
      [...scene.tenant.groups.values()].find(({ members }) =>
        [...members].some(id => scene.tenant.servicePrincipals.has(id)),
      ),
    );
    const { items } = await scene.walk<Graph.DirectoryObject>(app, `/groups/${nesting.record.id}/members?$top=999`);
    const { items: people } = await scene.walk<Graph.User>(
      app,
      `/groups/${nesting.record.id}/members/microsoft.graph.user?$top=999`,
    );
    const { items: all } = await scene.walk<Graph.DirectoryObject>(
      app,
      `/groups/${nesting.record.id}/transitiveMembers?$top=999`,
    );
    expect([...new Set(items.map(item => Reflect.get(item, '@odata.type') as string))].sort()).toEqual([
      '#microsoft.graph.group',
      '#microsoft.graph.servicePrincipal',
      '#microsoft.graph.user',
    ]);
    expect([items.length, people.length]).toEqual([nesting.members.size, nesting.members.size - 2]);
    expect(all.length).toBeGreaterThan(items.length);
  });

  it('show twenty members at most when expanded', async () => {
    const big = found([...scene.tenant.groups.values()].find(({ members }) => members.size > 20));
    const group = (await app
      .api(`/groups/${big.record.id}?$expand=members($select=id)&$select=id`)
      .get()) as Graph.Group;
    expect([group.members?.length, Object.keys(group.members?.[0] ?? {})]).toEqual([20, ['@odata.type', 'id']]);
  });

  it('have owners', async () => {
    const { record, owners } = found([...scene.tenant.groups.values()].find(({ owners: some }) => some.size > 0));
    const { items } = await scene.walk<Graph.User>(app, `/groups/${record.id}/owners`);
    expect(items.map(item => item.id)).toEqual([...owners].sort());
  });
});

describe('the organization', () => {
  it('is one, alone and in a list', async () => {
    const { value } = (await app.api('/organization').get()) as { value: Graph.Organization[] };
    const single = (await app.api(`/organization/${scene.tenant.id}`).get()) as object;
    expect(value).toEqual([scene.tenant.organization]);
    expect(single).toEqual({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#organization/$entity',
      ...scene.tenant.organization,
    });
  });

  it('has a name, an id and domains for somebody with User.Read alone', async () => {
    const client = graphClient(scene.sandbox.address, scene.sandbox.tokens.special.narrow);
    const { value } = (await client.api('/organization').get()) as { value: Graph.Organization[] };
    const filled = Object.entries(value[0] ?? {}).filter(
      ([, property]) => property !== null && !(Array.isArray(property) && property.length === 0),
    );
    expect(filled.map(([name]) => name).sort()).toEqual(['displayName', 'id', 'verifiedDomains']);
  });

  it('is another one for the token of another tenant', async () => {
    const client = graphClient(scene.sandbox.address, scene.sandbox.tokens.tenant2.application);
    const { value } = (await client.api('/organization').get()) as { value: Graph.Organization[] };
    expect(value.map(item => item.displayName)).toEqual(['Fabrikam Café & Söhne']);
    await expect(client.api(`/organization/${scene.tenant.id}`).get()).rejects.toMatchObject({
      statusCode: 404,
      code: 'Request_ResourceNotFound',
    });
  });
});
