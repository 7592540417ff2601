import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseFilter } from '../../sandbox/graph/odata/filter-syntax.ts';
import { startGraphSandbox, type GraphSandbox } from '../../sandbox/graph/sandbox.ts';
import type { SandboxEngine } from '../support/sandbox-engine.ts';
import { openGraphHouse } from './graph-house.ts';

let sandbox: GraphSandbox;
let house: SandboxEngine;

beforeAll(async () => {
  sandbox = await startGraphSandbox();
  house = await openGraphHouse(sandbox, 'microsoft', sandbox.tokens.tenant2.application);
});

afterAll(async () => {
  await house.close();
  await sandbox.close();
});

const hostile = ["'", "''", "' or 1 eq 1 or mail eq '", '%27', '&$select=id', '#', '+', '\\', ') or (', '😀', ' '];

/** Texts without the characters that no query language has a spelling for; those are refused. */
const values = fc
  .oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), fc.stringMatching(/^.{0,10}$/u))
  .chain(text => fc.constantFrom(...hostile).map(more => text + more))
  .filter(text => !/[\u0000-\u001f\u007f]/.test(text) && !/\p{Surrogate}/u.test(text));

/** The filter of the last call, as the sandbox's own parser of the language reads it. */
const receivedFilter = () => parseFilter(sandbox.requests.at(-1)?.query['$filter'] ?? '');

it('a caller can say any e-mail address, and say nothing else with it', async () => {
  await fc.assert(
    fc.asyncProperty(values, async email => {
      sandbox.clearRequests();
      await house.list('members', { query: { email }, limit: 1 });
      const literal = { type: 'string', value: email };
      expect(sandbox.requests).toHaveLength(1);
      expect(receivedFilter()).toEqual({
        kind: 'or',
        left: { kind: 'comparison', path: 'mail', operator: 'eq', literal },
        right: { kind: 'any', path: 'otherMails', operator: 'eq', literal },
      });
    }),
    { numRuns: 1_000 },
  );
});

it('a caller can name any team, and say nothing else with it', async () => {
  await fc.assert(
    fc.asyncProperty(values, async team => {
      sandbox.clearRequests();
      await house.list('groups', { query: { workspace: { id: idOf(team) } }, limit: 1 });
      expect(receivedFilter()).toEqual({
        kind: 'comparison',
        path: 'id',
        operator: 'eq',
        literal: { type: 'string', value: team },
      });
    }),
    { numRuns: 300 },
  );
});

it('refuses a character that has no spelling, before anything is sent', async () => {
  sandbox.clearRequests();
  await expect(house.list('members', { query: { email: 'a\u0000b' } })).rejects.toMatchObject({
    code: 'REQUEST_INVALID',
  });
  expect(sandbox.requests).toEqual([]);
});

/** The unified id of a native one. */
function idOf(native: string): string {
  return native.replace(/[^A-Za-z0-9._:@-]/gu, character =>
    [...Buffer.from(character)].map(byte => `!${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}
