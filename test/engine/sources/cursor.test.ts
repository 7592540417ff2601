import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createCursorSealer } from '../../../src/engine/sources/cursor.ts';

const secret = new Uint8Array(32).fill(7);
const sealer = createCursorSealer(secret, randomBytes);
const binding = {
  accountId: 'acc_1',
  model: 'instant-messaging',
  resource: 'messages',
  method: 'list',
  query: { channel: { id: 'C1' }, created_at: { gt: '2025-01-01T00:00:00.000Z' } },
};
const content = { variant: 'channel', position: { mark: 'bmV4dA==', count: 3 } };
const invalid = expect.objectContaining({ code: 'REQUEST_CURSOR_INVALID' }) as Error;

describe('a sealed cursor', () => {
  it('opens to what was sealed, whatever the order of the filters', () => {
    const cursor = sealer.seal(content, binding);
    const reordered = { created_at: binding.query.created_at, channel: binding.query.channel };
    expect(sealer.open(cursor, { ...binding, query: reordered })).toEqual(content);
  });

  it('shows nothing of its content and needs no escaping in a URL', () => {
    const cursor = sealer.seal(content, binding);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('bmV4dA');
  });

  it.each([
    ['another account', { ...binding, accountId: 'acc_2' }],
    ['another resource', { ...binding, resource: 'channels' }],
    ['another method', { ...binding, method: 'search' }],
    ['other filters', { ...binding, query: { channel: { id: 'C2' } } }],
  ])('does not open for %s', (_, other) => {
    const cursor = sealer.seal(content, binding);
    expect(() => sealer.open(cursor, other)).toThrow(invalid);
  });

  it('does not open when any bit of it is changed', () => {
    const bytes = Buffer.from(sealer.seal(content, binding), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => sealer.open(changed.toString('base64url'), binding)).toThrow(invalid);
    }
  });

  it.each(['', 'x', 'not a cursor', 'A'.repeat(9_000), '../../etc'])('refuses %j', cursor => {
    expect(() => sealer.open(cursor, binding)).toThrow(invalid);
  });

  it('opens in another process with the same secret only', () => {
    const cursor = sealer.seal(content, binding);
    expect(createCursorSealer(secret, randomBytes).open(cursor, binding)).toEqual(content);
    expect(() => createCursorSealer(new Uint8Array(32).fill(8), randomBytes).open(cursor, binding)).toThrow(invalid);
  });
});
