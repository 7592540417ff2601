import { describe, expect, it } from 'vitest';
import { attackCorpus } from './attacks/corpus.ts';
import { runAttack } from './attacks/run-attack.ts';

const attacks = Object.entries(attackCorpus).flatMap(([kind, list]) => list.map(attack => ({ kind, ...attack })));

/** The time of a slice depends on the machine: what is proved here is that the counts alone stop everything. */
const timeless = { sliceMs: 60_000 };

describe('an attack', () => {
  it.each(attacks)('ends by its budget, by an error or harmlessly: $kind, $name', attack => {
    expect(runAttack(attack, timeless).ended).toBe(attack.ends);
  });

  it('is one of many', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(400);
    expect(new Set(attacks.map(attack => attack.name)).size).toBe(attacks.length);
  });

  it('leaves no trace on what every object inherits', () => {
    for (const attack of attackCorpus['reach'] ?? []) runAttack(attack, timeless);
    expect([Reflect.ownKeys(Object.prototype).includes('polluted'), Reflect.get({}, 'polluted')]).toEqual([
      false,
      undefined,
    ]);
  });

  it('tells which ceiling it met, and what that is', () => {
    const told = attackCorpus['loops']?.slice(0, 1).map(attack => runAttack(attack, timeless).message);
    expect(told).toEqual(['The expression used up its budget of 400000 units of work (fuel) at character 24.']);
  });
});
