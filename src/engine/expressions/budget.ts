import { Fault } from './fault.ts';

/** Ceilings of one evaluation slice. */
export interface BudgetLimits {
  /** Units of work: one per loop turn, call and 64 characters of growth, roughly. */
  readonly fuel: number;
  /** Nested calls of functions and lambdas. */
  readonly depth: number;
  /** Characters of strings plus elements of arrays and keys of objects that may be made. */
  readonly growth: number;
  /**
   * Time of one slice, looked at every 1,024 units of fuel once a part of the work has been spent. Wall time that runs out
   * is only a suspicion: the machine may have been busy with something else. It is confirmed when the process has worked
   * as long since the first look.
   */
  readonly sliceMs: number;
}

/**
 * About what 15 ms of work come to, so that most expressions that ask for too much end by the same count on every
 * machine. Fuel also bounds lists, 8 bytes an element; growth bounds text.
 */
export const defaultBudgetLimits: BudgetLimits = { fuel: 400_000, depth: 250, growth: 4_000_000, sliceMs: 15 };

/**
 * Work that no time is held against: a tenth of a slice's, and 16 times what the dearest record of the shipped mappings
 * takes. What a unit may cost is bounded, so that so few cannot take long; where they do, the machine was busy, or the
 * code new and not compiled yet.
 */
const freeOfTime = { fuel: 32_768, growth: 262_144 } as const;

/** What an evaluation may still spend. Made once per page or call and shared by its expressions; `nextSlice` between records. */
export interface Budget {
  fuel: number;
  depth: number;
  growth: number;
  nextClockCheck: number;
  sliceEndsMs: number;
  /** Processor time at the first look at the clock in this slice; undefined before: asking costs more than a record. */
  firstLookCpuMs: number | undefined;
  readonly limits: BudgetLimits;
  /** Monotonic milliseconds, for the slice. */
  readonly monotonicMs: () => number;
  /** Milliseconds of processor time this process has used. */
  readonly cpuMs: () => number;
  /** Milliseconds since 1970, for `$now` and `$millis`. */
  readonly nowMs: () => number;
  /** 0 to below 1, for `$random` and `$shuffle`. */
  readonly random: () => number;
}

export interface BudgetSources {
  readonly monotonicMs: () => number;
  /** Default: the process's own. */
  readonly cpuMs?: () => number;
  readonly nowMs: () => number;
  readonly random: () => number;
}

const systemSources: BudgetSources = {
  monotonicMs: () => performance.now(),
  nowMs: () => Date.now(),
  random: () => Math.random(),
};

export function createBudget(limits: Partial<BudgetLimits> = {}, sources: BudgetSources = systemSources): Budget {
  const all = { ...defaultBudgetLimits, ...limits };
  return {
    fuel: all.fuel,
    depth: all.depth,
    growth: all.growth,
    nextClockCheck: Math.max(0, all.fuel - 1024),
    sliceEndsMs: 0,
    firstLookCpuMs: undefined,
    limits: all,
    cpuMs: processCpuMs,
    ...sources,
  };
}

/** Fills the budget again: called between the records of a page. */
export function nextSlice(budget: Budget): void {
  budget.fuel = budget.limits.fuel;
  budget.depth = budget.limits.depth;
  budget.growth = budget.limits.growth;
  budget.nextClockCheck = Math.max(0, budget.fuel - 1024);
  budget.firstLookCpuMs = undefined;
}

function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** @throws Fault EXPRESSION_BUDGET when the fuel or the slice's wall time is used up */
export function spendFuel(budget: Budget, units: number): void {
  budget.fuel -= units;
  if (budget.fuel < budget.nextClockCheck) checkClock(budget);
}

/** @throws Fault EXPRESSION_BUDGET when more was made than may be */
export function spendGrowth(budget: Budget, units: number): void {
  budget.growth -= units;
  if (budget.growth < 0) throw exhausted('growth', budget.limits.growth);
}

function checkClock(budget: Budget): void {
  if (budget.fuel < 0) throw exhausted('fuel', budget.limits.fuel);
  budget.nextClockCheck = Math.max(0, budget.fuel - 1024);
  if (budget.firstLookCpuMs === undefined) {
    // Most records end before the first look; asking for the time at the start of each would cost more than a short one.
    budget.firstLookCpuMs = budget.cpuMs();
    budget.sliceEndsMs = budget.monotonicMs() + budget.limits.sliceMs;
    return;
  }
  if (isLittle(budget)) return;
  if (budget.monotonicMs() > budget.sliceEndsMs) checkWork(budget, budget.firstLookCpuMs);
}

function isLittle({ limits, fuel, growth }: Budget): boolean {
  return limits.fuel - fuel < freeOfTime.fuel && limits.growth - growth < freeOfTime.growth;
}

/** On a busy machine a slice of little work may last long; only work counts, so the processor is asked as well. */
function checkWork(budget: Budget, sinceCpuMs: number): void {
  const { sliceMs } = budget.limits;
  if (budget.cpuMs() - sinceCpuMs > sliceMs * 0.8) throw exhausted('sliceMs', sliceMs);
  budget.sliceEndsMs = budget.monotonicMs() + Math.max(1, sliceMs / 4);
}

/** The fault of an exhausted ceiling; its message names the ceiling. */
export function exhausted(ceiling: keyof BudgetLimits, value: number): Fault {
  const names: Record<keyof BudgetLimits, string> = {
    fuel: `${value} units of work`,
    depth: `${value} nested calls`,
    growth: `${value} characters and elements of output`,
    sliceMs: `${value} ms`,
  };
  const message = `The expression used up its budget of ${names[ceiling]} (${ceiling})`;
  return new Fault('EXPRESSION_BUDGET', { message, ceiling });
}
