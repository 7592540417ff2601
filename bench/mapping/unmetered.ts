import { createBudget, type Budget } from '../../src/engine/expressions/budget.ts';
import { loadUnit } from '../../src/engine/expressions/source/code-cache.ts';

/**
 * Makes functions of generated text without its accounts: no sum of fuel or growth is kept, and none is paid. Charges
 * inside the functions of the library remain.
 */
export const loadUnmetered: typeof loadUnit = (text, constants) =>
  loadUnit(
    text
      .replace(/\bpay\(budget, fuel, growth\);( fuel = 0; growth = 0;)?/g, ';')
      .replace(/\bspendFuel\(budget, [^;]*\);/g, ';')
      .replace(/\b(fuel|growth) \+= [^;]*;/g, ';'),
    constants,
  );

/** A budget that never runs out and whose clock stands still, so that neither is looked at for real. */
export function endlessBudget(): Budget {
  const still = (): number => 0;
  // The largest whole numbers that V8 keeps as such: others would make another kind of object.
  return createBudget(
    { fuel: 2 ** 30, growth: 2 ** 30, sliceMs: 2 ** 20 },
    { monotonicMs: still, cpuMs: still, nowMs: still, random: still },
  );
}
