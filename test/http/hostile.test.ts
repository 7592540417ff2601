import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene } from './scene.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
let accountId: string;
beforeAll(async () => {
  scene = await createScene();
  accountId = (await scene.createAccount()).id;
});
afterAll(() => scene.end());

const piece = fc.oneof(
  fc.constantFrom(
    'limit',
    'next_cursor',
    'tenant_id',
    'metadata',
    'integration',
    'fields',
    'expand',
    'created_at',
    '__proto__',
    'constructor',
  ),
  fc.constantFrom(
    '[',
    ']',
    '[a]',
    '[gt]',
    '[]',
    '=',
    '&',
    '%00',
    '%ff',
    '%',
    '+',
    '%5B',
    ',',
    '1',
    '-1',
    '1e9',
    "'",
    '"',
    '\\',
    '%F0%9F%98%80',
  ),
  fc.string({ maxLength: 5 }).map(encodeURIComponentSafely),
);

function encodeURIComponentSafely(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ''));
}

describe('hostile input', () => {
  it.each(['/unified/talk/notes', '/integrated-accounts'])('never breaks the server by a query: %s', async path => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async pieces => {
        const { status } = await scene.call({ url: `${path}?integrated_account_id=${accountId}&${pieces.join('')}` });
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });

  it('never breaks the server by a body', async () => {
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          integration: fc.constantFrom('chat', 'constructor', '__proto__', ''),
          auth: fc.constantFrom('bot_token', 'oauth', 'x', '__proto__', 'constructor'),
          tenant_id: fc.string(),
          metadata: fc.jsonValue(),
          fields: fc.oneof(fc.jsonValue(), fc.record({ token: fc.string() })),
          credentials: fc.oneof(fc.jsonValue(), fc.record({ bot: fc.record({ access_token: fc.string() }) })),
        },
        { requiredKeys: ['integration', 'auth'] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(body, async payload => {
        const { status } = await scene.call({
          method: 'POST',
          url: '/integrated-accounts',
          headers: { authorization: `Bearer ${scene.key}`, 'content-type': 'application/json' },
          payload: JSON.stringify(payload),
        });
        expect([201, 400, 422]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });

  it('never breaks the server by a path', async () => {
    const segment = fc.oneof(
      fc.constantFrom(
        'unified',
        'talk',
        'notes',
        'integrated-accounts',
        '..',
        '.',
        '%2e%2e',
        '%2F',
        '%00',
        '%5C',
        '~',
        '',
      ),
      fc.string({ maxLength: 4 }).map(encodeURIComponentSafely),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 6 }), async segments => {
        const { status } = await scene.call({ url: `/${segments.join('/')}?integrated_account_id=${accountId}` });
        expect([200, 400, 404]).toContain(status);
      }),
      { numRuns: 300 },
    );
  });
});
