import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseFieldMask, type FieldMask } from '../../sandbox/googlechat/api/field-mask.ts';
import { createRoutes } from '../../sandbox/googlechat/api/routes.ts';
import { methods } from '../../sandbox/googlechat/methods/table.ts';
import { startGoogleChatSandbox, type GoogleChatSandbox } from '../../sandbox/googlechat/sandbox.ts';
import { discoveredMethod, hasDiscovery, type Discovery } from '../sandbox/googlechat/discovery.ts';
import { spaceNamed } from '../sandbox/googlechat/places.ts';
import type { SandboxEngine } from '../support/sandbox-engine.ts';
import { openGoogleChat } from './googlechat-house.ts';

type Schema = Discovery['schemas'][string];

let sandbox: GoogleChatSandbox;
let admin: SandboxEngine;
let member: SandboxEngine;

beforeAll(async () => {
  sandbox = await startGoogleChatSandbox();
  admin = await openGoogleChat(sandbox, 'user', sandbox.accounts.admin.accessToken);
  member = await openGoogleChat(sandbox, 'user', sandbox.accounts.member.accessToken);
});

afterAll(async () => {
  await admin.close();
  await member.close();
  await sandbox.close();
});

const routes = createRoutes(methods);

/** Every list of fields that was asked for: the method's id with its mask, once each. */
function askedFields(): string[] {
  const asked = sandbox.requests.flatMap(({ method, host, path, query }) => {
    const id = routes.find(method, host, path)?.method.id;
    const masks = [query['fields'], query['readMask'], query['personFields']];
    return id === undefined ? [] : masks.flatMap(mask => (mask === undefined ? [] : [`${id} ${mask}`]));
  });
  return [...new Set(asked)];
}

/** What a mask names and Google's document does not know. Masks of people are over a person, others over the reply. */
function unknownFields(asked: string): string[] {
  const [id = '', mask = ''] = asked.split(/ (.*)/);
  const found = discoveredMethod(id);
  const parsed = parseFieldMask(mask);
  if (found === undefined || parsed === undefined) return [asked];
  const { document, method } = found;
  const name = id.startsWith('people.') ? 'Person' : method.response?.$ref;
  const schema = name === undefined ? undefined : document.schemas[name];
  return schema === undefined ? [asked] : unknownIn(document, schema, parsed).map(path => `${id} ${path}`);
}

function unknownIn(document: Discovery, schema: Schema, mask: FieldMask): string[] {
  if (mask === 'all') return [];
  if (schema.$ref !== undefined) return unknownIn(document, document.schemas[schema.$ref] ?? {}, mask);
  if (schema.items !== undefined) return unknownIn(document, schema.items, mask);
  return [...mask].flatMap(([name, below]) => {
    const property = schema.properties?.[name];
    return property === undefined ? [name] : unknownIn(document, property, below).map(path => `${name}.${path}`);
  });
}

it.skipIf(!hasDiscovery)('asks for fields that Google has, and for no others', async () => {
  const { id } = spaceNamed(sandbox, 'Release notes');
  for (const resource of ['channels', 'members', 'messages', 'attachments', 'organizations']) {
    await admin.list(resource, { limit: 5 });
    await member.list(resource, { limit: 5 });
  }
  await admin.list('messages', { limit: 5, query: { search: 'rota' } });
  await admin.list('members', { limit: 5, query: { channel: { id } }, expand: ['person'] });
  await member.get('members', sandbox.accounts.admin.userId);
  await admin.list('attachments', { limit: 20, expand: ['file'] });
  const asked = askedFields();
  expect(asked.map(text => text.split(' ')[0]).sort()).toEqual([
    'chat.spaces.list',
    'chat.spaces.list',
    'chat.spaces.list',
    'chat.spaces.messages.list',
    'chat.spaces.messages.search',
    'directory.users.list',
    'drive.files.get',
    'people.people.get',
    'people.people.getBatchGet',
    'people.people.listDirectoryPeople',
  ]);
  expect(asked.flatMap(unknownFields)).toEqual([]);
});
