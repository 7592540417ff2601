import { PatchbayError } from '../../../../src/errors.ts';
import { createBudget, type BudgetLimits } from '../../../../src/engine/expressions/budget.ts';
import { compileExpression } from '../../../../src/engine/expressions/compile.ts';
import type { Attack } from './attack.ts';

/** What became of an attack, and what it took. */
export interface AttackOutcome {
  /** As `Attack.ends`; `sliceMs` where the time of the slice was over first. */
  readonly ended: string;
  readonly message: string;
  /** Milliseconds until the expression was checked and compiled. */
  readonly compileMs: number;
  /** Milliseconds of processor time of the whole process while it ran. */
  readonly runCpuMs: number;
  readonly runMs: number;
  readonly fuel: number;
  readonly growth: number;
}

/** Compiles and runs an attack as a customer's mapping would be. */
export function runAttack(attack: Attack, limits: Partial<BudgetLimits> = {}): AttackOutcome {
  const startedMs = performance.now();
  let ranMs = startedMs;
  let cpu = process.cpuUsage();
  let budget = createBudget(limits);
  let [ended, message] = ['value', ''];
  try {
    const expression = compileExpression(attack.source);
    ranMs = performance.now();
    cpu = process.cpuUsage();
    budget = createBudget(limits);
    expression.run(attack.input, {}, budget);
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    [ended, message] = [nameOf(error), error.message];
  }
  const endedMs = performance.now();
  const hasRun = ranMs > startedMs;
  const { user, system } = process.cpuUsage(cpu);
  return {
    ended,
    message,
    compileMs: (hasRun ? ranMs : endedMs) - startedMs,
    runCpuMs: hasRun ? (user + system) / 1000 : 0,
    runMs: hasRun ? endedMs - ranMs : 0,
    fuel: budget.limits.fuel - budget.fuel,
    growth: budget.limits.growth - budget.growth,
  };
}

/** The ceiling a budget error names, or the code of another error. */
function nameOf(error: PatchbayError): string {
  return error.facts.ceiling ?? error.facts.expressionCode ?? error.code;
}
