import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDesk, type DeskHouse } from '../support/desk-house.ts';
import { faults } from './provider-faults.ts';

let patient: DeskHouse;
let hasty: DeskHouse;
beforeAll(async () => {
  patient = await openDesk();
  hasty = await openDesk({ firstByteTimeoutMs: 250 });
});
afterAll(() => Promise.all([patient.end(), hasty.end()]));
beforeEach(() => {
  patient.reset();
  hasty.reset();
});

/** Every door: a list, a record, a write; a read and a write of proxy; a read and a write of custom. */
const doors: readonly (readonly ['GET' | 'POST', string, object?])[] = [
  ['GET', '/unified/talk/notes?room[id]=r1&'],
  ['GET', '/unified/talk/rooms/r1?'],
  ['POST', '/unified/talk/notes?', { text: 'Hi', room: { id: 'r1' } }],
  ['GET', '/proxy/notes/list?room=r1&'],
  ['POST', '/proxy/notes/write?', { room: 'r1', content: 'Hi' }],
  ['GET', '/custom/rooms?'],
  ['POST', '/custom/notes?', { content: 'Hi' }],
];

describe('what every door answers when the provider gives', () => {
  it.each(faults)('%s', async (_, fault, expected) => {
    // Nobody is kept waiting but by a provider that hangs.
    const desk = fault === 'hang' ? hasty : patient;
    const outcomes: string[] = [];
    for (const [method, url, payload] of doors) {
      desk.answerBy(() => fault);
      const { status, headers, body } = await desk.call({
        method,
        url: `${url}integrated_account_id=${desk.accountId}`,
        ...(payload ? { payload } : {}),
      });
      const native = headers['x-patchbay-native-status'] === undefined ? undefined : 'native';
      const code = (body as { code?: string } | null)?.code;
      outcomes.push([status, code, native, `x${desk.sent.length}`].filter(word => word !== undefined).join(' '));
      desk.reset();
    }
    expect(outcomes.join(' | ')).toEqual(expected);
  });
});
