import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraphSandbox, type GraphSandbox } from '../../sandbox/graph/sandbox.ts';
import { channelsOf, type Tenant } from '../../sandbox/graph/store/tenant.ts';
import { found } from '../sandbox/graph/scene.ts';
import type { SandboxEngine } from '../support/sandbox-engine.ts';
import { isShown, openGraphHouse, startGate, type Gate } from './graph-house.ts';

let sandbox: GraphSandbox;
let gate: Gate;
let app: SandboxEngine;
let person: SandboxEngine;
let tenant: Tenant;

beforeAll(async () => {
  sandbox = await startGraphSandbox({ now: () => Date.UTC(2025, 11, 1, 9) });
  gate = await startGate(sandbox);
  const { application, delegated, tenantId } = sandbox.tokens.tenant2;
  app = await openGraphHouse(sandbox, 'microsoft', application, gate.address);
  person = await openGraphHouse(sandbox, 'msteams', delegated, gate.address);
  tenant = found(sandbox.store.tenant(tenantId));
});

afterAll(async () => {
  await app.close();
  await person.close();
  await gate.close();
  await sandbox.close();
});

/** Every message that a list of everything shows, by id. */
function shownMessages(isSeen: (members: ReadonlyMap<string, unknown>, kind: string) => boolean): string[] {
  const channels = channelsOf(tenant)
    .filter(({ members, record }) => isSeen(members, record.membershipType))
    .flatMap(({ teamId, record, messages }) =>
      messages
        .roots()
        .filter(isShown)
        .map(message => `m~${teamId}~${record.id}~${message.record.id}`),
    );
  const chats = [...tenant.chats.values()]
    .filter(({ members }) => isSeen(members, 'chat'))
    .flatMap(({ record, messages }) =>
      messages
        .all()
        .filter(isShown)
        .map(message => `c~${record.id}~${message.record.id}`),
    );
  return [...channels, ...chats];
}

/** Pages of a walk, warnings included. */
async function pagesOf(house: SandboxEngine, resource: string, limit: number) {
  const pages = [await house.list(resource, { limit })];
  for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor) {
    pages.push(await house.list(resource, { limit, cursor }));
  }
  return pages;
}

describe('all messages of a tenant', () => {
  it.each([30, 200])('come once each under one cursor for an app, with limit %i', async limit => {
    const { ids, pages } = await app.walk('messages', { limit });
    expect(pages.length).toBeGreaterThan(5);
    expect([...ids].sort()).toEqual(shownMessages(() => true).sort());
  });

  it('come once each under one cursor for a person, who sees their own', async () => {
    const { userId } = sandbox.tokens.tenant2;
    const { ids } = await person.walk('messages', { limit: 333 });
    expect([...ids].sort()).toEqual(shownMessages(members => members.has(userId)).sort());
  });

  it('are asked for by no more calls at a time than are declared', () => {
    expect(gate.most()).toBeGreaterThan(1);
    expect(gate.most()).toBeLessThanOrEqual(4);
  });
});

describe('a walk whose provider gives little at a time', () => {
  let gated: Gate;
  let walker: SandboxEngine;
  beforeAll(async () => {
    gated = await startGate(sandbox, path => (path.startsWith('/v1.0/groups') ? 1 : 3));
    walker = await openGraphHouse(sandbox, 'microsoft', sandbox.tokens.tenant2.application, gated.address);
  });
  afterAll(async () => {
    await walker.close();
    await gated.close();
  });

  it('reads on at every level under one cursor: teams, and the messages of channels and chats', async () => {
    const { ids, pages } = await walker.walk('messages', { limit: 100 });
    const further = (path: string): number => gated.asked().get(path)?.further ?? 0;
    expect(pages.length).toBeGreaterThan(3);
    expect([...ids].sort()).toEqual(shownMessages(() => true).sort());
    expect(further('/v1.0/groups')).toBeGreaterThanOrEqual(2);
    expect(further('/v1.0/teams/{id}/channels/{id}/messages')).toBeGreaterThan(10);
    expect(further('/v1.0/chats/{id}/messages')).toBeGreaterThan(10);
  });
});

describe('parents that may not be read', () => {
  const forbidden = JSON.stringify({ error: { code: 'Forbidden', message: 'AclCheckFailed' } });

  it('are left out with a warning, team by team', async () => {
    const whole = await app.walk('channels', { limit: 3 });
    sandbox.faults.add({
      on: '/teams/{team}/channels',
      after: 1,
      effect: { kind: 'reply', status: 403, headers: { 'content-type': 'application/json' }, body: forbidden },
    });
    const pages = await pagesOf(app, 'channels', 100);
    const ids = pages.flatMap(page => page.records.map(({ id }) => id));
    expect(pages.flatMap(page => page.warnings.map(({ code }) => code))).toEqual(['PROVIDER_FORBIDDEN']);
    expect(ids.length).toBeLessThan(whole.ids.length);
    expect(whole.ids.filter(id => ids.includes(id))).toEqual(ids);
  });

  it('are left out with a warning, chat by chat', async () => {
    sandbox.faults.add({
      on: '/chats/{chat}/messages',
      effect: { kind: 'reply', status: 403, headers: { 'content-type': 'application/json' }, body: forbidden },
    });
    const pages = await pagesOf(person, 'messages', 500);
    expect(pages.flatMap(page => page.warnings.map(({ code }) => code))).toEqual(['PROVIDER_FORBIDDEN']);
  });

  it('end nothing when they vanish in the middle of a walk', async () => {
    const walked = [...tenant.teams.values()].flatMap(({ channels }) => [...channels.values()]);
    const ideas = found(walked.find(({ record }) => record.displayName === 'Sommerkarte'));
    const first = await app.list('messages', { limit: 20 });
    found(tenant.teams.get(ideas.teamId)).channels.delete(ideas.record.id);
    const ids = first.records.map(({ id }) => String(id));
    for (let cursor = first.nextCursor; cursor !== null;) {
      const page = await app.list('messages', { limit: 400, cursor });
      ids.push(...page.records.map(({ id }) => String(id)));
      cursor = page.nextCursor;
    }
    expect([...ids].sort()).toEqual(shownMessages(() => true).sort());
  });
});
