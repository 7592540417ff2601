import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../../sandbox/googlechat/sandbox.ts';
import { get, send } from './client.ts';
import { testNow } from './places.ts';
import { walk } from './walk.ts';

let sandbox: GoogleChatSandbox;
let admin: string;
let member: string;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox({ now: () => testNow });
  admin = sandbox.accounts.admin.accessToken;
  member = sandbox.accounts.member.accessToken;
});
afterAll(() => sandbox.close());

const directory = 'https://admin.googleapis.com/admin/directory/v1';
const people = 'https://people.googleapis.com/v1';
const drive = 'https://www.googleapis.com/drive/v3';

/** A page of the Directory or of People, whichever list it has. */
interface ListBody {
  readonly users?: { id: string; primaryEmail: string }[];
  readonly groups?: { email: string }[];
  readonly members?: { id: string }[];
  readonly people?: { resourceName: string }[];
  readonly nextPageToken?: string;
}

async function read(address: string, token: string): Promise<ListBody> {
  const { body } = await get(sandbox, address, token);
  return body as ListBody; // checked against the discovery document
}

describe('the Directory', () => {
  it('lists the users of the organization by e-mail, 500 at most a page', async () => {
    const { items, pages } = await walk(async token => {
      const page = await read(
        `${directory}/users?customer=my_customer&maxResults=500${token === undefined ? '' : `&pageToken=${token}`}`,
        admin,
      );
      return { items: page.users, nextPageToken: page.nextPageToken };
    });
    const expected = [...sandbox.store.directory.values()]
      .filter(user => user.deletionTime === undefined)
      .map(user => user.primaryEmail);
    expect(items.map(user => user.primaryEmail)).toEqual(expected.sort());
    expect(pages).toBe(3);
  });

  it('lists deleted users alone and searches', async () => {
    const deleted = await read(`${directory}/users?customer=my_customer&showDeleted=true`, admin);
    const suspended = await read(
      `${directory}/users?customer=my_customer&maxResults=500&query=isSuspended%3Dtrue%20givenName%3AAda`,
      admin,
    );
    const expected = [...sandbox.store.directory.values()].filter(
      user => user.suspended && user.name.givenName === 'Ada',
    );
    expect(deleted.users).toHaveLength(12);
    expect(suspended.users?.map(user => user.id).sort()).toEqual(expected.map(user => user.id).sort());
  });

  it('shows members the public fields only', async () => {
    const { userId } = sandbox.accounts.admin;
    const { body } = await get(sandbox, `${directory}/users/${userId}?viewType=domain_public`, member);
    expect(Object.keys(body as object)).not.toContain('lastLoginTime');
    expect(await get(sandbox, `${directory}/users/${userId}`, member)).toEqual({
      status: 403,
      body: {
        error: {
          code: 403,
          message: 'Not Authorized to access this resource/api',
          errors: [{ message: 'Not Authorized to access this resource/api', domain: 'global', reason: 'forbidden' }],
        },
      },
    });
  });

  it('answers the organization and its domains', async () => {
    const customer = await get(sandbox, `${directory}/customers/my_customer`, admin);
    const domains = await get(sandbox, `${directory}/customer/my_customer/domains`, admin);
    expect(customer.body).toMatchObject({
      id: sandbox.accounts.customerId,
      customerDomain: 'northwind.example',
      postalAddress: { organizationName: 'Northwind Robotics' },
    });
    expect(domains.body).toMatchObject({
      domains: [
        { isPrimary: true, verified: true, creationTime: '1614988800000' },
        { isPrimary: false },
        { verified: false },
      ],
    });
  });

  it('lists groups and their members, also of nested groups', async () => {
    const groups = await read(`${directory}/groups?customer=my_customer`, admin);
    const key = 'partners@northwind.example';
    const direct = await read(`${directory}/groups/${key}/members`, admin);
    const { items } = await walk(async token => {
      const page = await read(
        `${directory}/groups/${key}/members?includeDerivedMembership=true${token === undefined ? '' : `&pageToken=${token}`}`,
        admin,
      );
      return { items: page.members, nextPageToken: page.nextPageToken };
    });
    expect(groups.groups?.map(group => group.email)).toEqual(
      [...sandbox.store.groups.values()].map(group => group.email).sort(),
    );
    expect(direct.members).toHaveLength(10);
    expect(items.length).toBeGreaterThan(450);
    expect(await read(`${directory}/groups/parked@northwind.example/members`, admin)).toEqual({
      kind: 'admin#directory#members',
      etag: expect.any(String) as string,
    });
  });

  it('refuses bad pages in the older form', async () => {
    expect((await get(sandbox, `${directory}/users?customer=my_customer&maxResults=501`, admin)).body).toEqual({
      error: {
        code: 400,
        message: "Invalid value '501'. Values must be within the range: [1, 500]",
        errors: [
          {
            message: "Invalid value '501'. Values must be within the range: [1, 500]",
            domain: 'global',
            reason: 'invalidParameter',
            location: 'maxResults',
            locationType: 'parameter',
          },
        ],
      },
    });
    expect((await get(sandbox, `${directory}/users`, admin)).status).toBe(400);
    expect((await get(sandbox, `${directory}/users/nobody@northwind.example`, admin)).status).toBe(404);
  });
});

describe('People', () => {
  it('lists who is shown in the directory', async () => {
    const { items } = await walk(async token => {
      const page = await read(
        `${people}/people:listDirectoryPeople?readMask=names,emailAddresses&sources=DIRECTORY_SOURCE_TYPE_DOMAIN_PROFILE&pageSize=400${token === undefined ? '' : `&pageToken=${token}`}`,
        member,
      );
      return { items: page.people, nextPageToken: page.nextPageToken };
    });
    const shown = [...sandbox.store.directory.values()].filter(
      user => user.includeInGlobalAddressList && !user.suspended && !user.archived && user.deletionTime === undefined,
    );
    expect(items.map(person => person.resourceName)).toEqual(shown.map(user => `people/${user.id}`));
  });

  it('gets several at once and says which are unknown', async () => {
    const { userId, email } = sandbox.accounts.admin;
    const { body } = await get(
      sandbox,
      `${people}/people:batchGet?personFields=emailAddresses&resourceNames=people/${userId}&resourceNames=people/1`,
      member,
    );
    expect(body).toMatchObject({
      responses: [
        {
          httpStatusCode: 200,
          person: {
            resourceName: `people/${userId}`,
            emailAddresses: expect.arrayContaining([expect.objectContaining({ value: email })]) as unknown,
          },
        },
        { httpStatusCode: 404, requestedResourceName: 'people/1', status: { code: 5 } },
      ],
    });
  });

  it('demands a mask it knows', async () => {
    expect((await get(sandbox, `${people}/people/me`, member)).status).toBe(400);
    expect((await get(sandbox, `${people}/people/me?personFields=shoeSize`, member)).status).toBe(400);
    expect((await get(sandbox, `${people}/people/me?personFields=names`, member)).body).toMatchObject({
      resourceName: `people/${sandbox.accounts.member.userId}`,
    });
  });
});

describe('Drive', () => {
  it('gives four fields unless asked, and the bytes of files that have some', async () => {
    const company = [...sandbox.store.spaces.values()].find(space => space.facts.displayName === 'Company')?.id ?? '';
    const file = [...sandbox.store.driveFiles.values()].find(
      candidate => candidate.content !== undefined && candidate.spaceIds.includes(company),
    );
    const { body } = await get(sandbox, `${drive}/files/${file?.id ?? ''}`, member);
    const { body: asked } = await get(sandbox, `${drive}/files/${file?.id ?? ''}?fields=size,name`, member);
    const media = await send(sandbox, `${drive}/files/${file?.id ?? ''}?alt=media`, {
      headers: { authorization: `Bearer ${member}` },
    });
    expect(body).toEqual({ kind: 'drive#file', id: file?.id, name: file?.name, mimeType: file?.mimeType });
    expect(asked).toEqual({ size: String(media.bytes.length), name: file?.name });
    expect(media.bytes).toEqual(file?.content?.());
  });

  it('does not show files of spaces the caller is not in', async () => {
    const board =
      [...sandbox.store.spaces.values()].find(space => space.facts.displayName === 'Works council')?.id ?? '';
    const file = [...sandbox.store.driveFiles.values()].find(
      candidate => candidate.spaceIds.includes(board) && candidate.ownerId !== sandbox.accounts.member.userId,
    );
    expect((await get(sandbox, `${drive}/files/${file?.id ?? ''}`, member)).status).toBe(404);
  });
});
