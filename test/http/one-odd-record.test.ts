import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';
import { paperFiles } from '../support/desk-papers.ts';

const files = {
  ...paperFiles,
  'unified-models/talk/papers.yaml': (paperFiles['unified-models/talk/papers.yaml'] ?? '')
    .replace('methods:\n', 'methods:\n  list: { description: Files. }\n')
    .replace(
      'type: { type',
      'url: { type: string, description: Where., example: /p, address_of: open }\n  type: { type',
    ),
  'integrations/desk/native/papers.yaml': `${paperFiles['integrations/desk/native/papers.yaml'] ?? ''}  list: { get: /papers, items: papers }
`,
  'integrations/desk/unified/talk/papers.yaml': `shapes:
  light: { when: $number(weight) < 3, key: { paper: id } }
  heavy: { key: { paper: id } }
fields: { name: title, type: $lookups.owner.title }
lookups:
  owner: { when: $number(owner) > 0, call: rooms.info, path: { room: $uppercase(shelf) }, optional: true, on: [list] }
list: { call: papers.list }
get: { call: papers.info }
methods:
  open: { when: $number(bytes) > 0, call: papers.bytes }
`,
};

let desk: DeskHouse;
beforeAll(async () => {
  desk = await openDesk({ files });
});
afterAll(() => desk.end());
beforeEach(() => desk.reset());

/** A list of one record that is as it should be and one that is not. */
const list = async (odd: object) => {
  const good = { id: 'p1', title: 'Plan', owner: '7', shelf: 'r1', bytes: '5', weight: '1' };
  desk.answerBy(request =>
    request.includes('/papers')
      ? { body: { papers: [good, { ...good, id: 'p2', title: 'Map', ...odd }] } }
      : { body: { room: { id: 'r1', title: 'Lobby' } } },
  );
  const { status, body } = await desk.call({
    method: 'GET',
    url: `/unified/talk/papers?integrated_account_id=${desk.accountId}`,
  });
  const { result, warnings, detail } = body as { result?: unknown; warnings?: unknown; detail?: string };
  return { status, result, warnings, detail };
};

describe('one odd record of a list takes no other with it', () => {
  it('when its shape cannot be told', async () => {
    expect(await list({ weight: 'much' })).toMatchObject({
      status: 200,
      result: [{ id: 'p1', name: 'Plan', type: 'Lobby' }],
      warnings: [{ code: 'MAPPING_FAILED', field: 'id', expression: { code: 'D3030' } }],
    });
  });

  it('when its address cannot be told', async () => {
    const url = (id: string) => `/unified/talk/papers/${id}/open?integrated_account_id=${desk.accountId}`;
    expect(await list({ bytes: 'many' })).toMatchObject({
      status: 200,
      result: [
        { id: 'p1', name: 'Plan', type: 'Lobby', url: url('p1') },
        { id: 'p2', name: 'Map', type: 'Lobby' },
      ],
      warnings: [{ code: 'MAPPING_FAILED', index: 1, field: 'url', native_id: 'p2', expression: { code: 'D3030' } }],
    });
  });

  it.each([
    ['whether an optional lookup is needed cannot be told', { owner: 'nobody' }, 'D3030'],
    ['an optional lookup cannot be asked for', { shelf: 7 }, 'T0410'],
  ])('when %s', async (_, odd, code) => {
    expect(await list(odd)).toMatchObject({
      status: 200,
      result: [
        { id: 'p1', name: 'Plan', type: 'Lobby' },
        { id: 'p2', name: 'Map' },
      ],
      warnings: [
        { message: expect.stringContaining('The lookup "owner" was left out') as string, expression: { code } },
      ],
    });
  });
});
