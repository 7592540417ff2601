import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';
import { paperFiles } from '../support/desk-papers.ts';

const papers = 'integrations/desk/unified/talk/papers.yaml';

let desk: DeskHouse;
beforeAll(async () => {
  const named = '{ id: own, call: papers.bytes, stream: { file_name: $uppercase(title) } }';
  const text = (paperFiles[papers] ?? '').replace('{ id: own, call: papers.bytes }', named);
  desk = await openDesk({ files: { ...paperFiles, [papers]: text } });
});
afterAll(() => desk.end());

it('a file whose name cannot be made is not asked for, and so not left open', async () => {
  desk.answers({ body: { paper: { id: 'p1', title: 7 } } }, { headers: ['content-type: text/plain'], body: 'Hello' });
  const url = `/unified/talk/papers/p1/open?integrated_account_id=${desk.accountId}`;
  const { status, body } = await desk.call({ method: 'GET', url });
  expect([status, body]).toMatchObject([502, { source: 'mapping', expression: { code: 'T0410' } }]);
  expect(desk.sent.map(request => request.split(' ')[1])).toEqual(['/v2/papers/p1']);
});
