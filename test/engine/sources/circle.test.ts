import { describe, expect, it } from 'vitest';
import { refuseCircle, shortMark } from '../../../src/engine/sources/circle.ts';

/** Reads pages, each from one mark to the next. */
const read = (...pages: readonly (readonly [from: string | undefined, next: string, seen?: string])[]) => {
  const met = new Map<string, string | undefined>();
  for (const [mark, next, seen] of pages) refuseCircle(met, next, { mark, seen }, 'rooms.list');
};
const loop = expect.objectContaining({ code: 'PROVIDER_PAGINATION_LOOP' }) as Error;

describe('refuseCircle', () => {
  it('lets pages go on, and be read again', () => {
    expect(() => read([undefined, 'a'], ['a', 'b'], [undefined, 'a'], ['a', 'b'], ['b', 'c'])).not.toThrow();
  });

  it('lets one page be reached from two places', () => {
    expect(() => read([undefined, 'a'], ['a', 'c'], [undefined, 'b'], ['b', 'c'], ['c', 'd'])).not.toThrow();
  });

  it('refuses pages that lead back to themselves', () => {
    expect(() => read([undefined, 'a'], ['a', 'b'], ['b', 'c'], ['c', 'a'])).toThrow(loop);
    expect(() => read([undefined, 'a'], ['a', 'b'], [undefined, 'a'], ['b', 'b'])).toThrow(loop);
  });

  it('refuses the mark that the walk remembers from an earlier call', () => {
    expect(() => read(['c', 'a', 'a'])).toThrow(loop);
    const long = 'a'.repeat(5_000);
    expect(() => read(['c', long, String(shortMark(long))])).toThrow(loop);
    expect(() => read(['c', `${long}b`, String(shortMark(long))])).not.toThrow();
  });
});
