import { describe, expect, it } from 'vitest';
import { hintForName, nearestName } from '../../../../src/engine/definitions/checking/nearest.ts';

describe('nearestName', () => {
  it.each([
    ['fileds', ['fields', 'filters'], 'fields'],
    ['chanel', ['channels', 'channel'], 'channel'],
    ['conversation.history', ['conversations.history', 'conversations.replies'], 'conversations.history'],
    ['LABEL', ['label'], 'label'],
    ['x', ['label', 'name'], undefined],
    ['name', [], undefined],
  ])('finds for %s among %j: %s', (name, known, near) => {
    expect(nearestName(name, known)).toBe(near);
  });
});

describe('hintForName', () => {
  it('lists the names when none is near', () => {
    expect(hintForName('zzz', ['one', 'two'])).toBe('There are: `one`, `two`.');
  });

  it('says so when there are none', () => {
    expect(hintForName('zzz', [])).toBe('There are none.');
  });
});
