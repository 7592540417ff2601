import type { Problem } from '../catalogue.ts';
import { problemAt, type Place, type Spot } from './place.ts';

/** Where everything wrong with one definition is gathered. */
export interface Reports {
  readonly problems: readonly Problem[];
  /** Whether something was reported that keeps the definition from being served. */
  readonly failed: boolean;
  add(problems: readonly Problem[]): void;
  /** Reports a mistake at a place; a spot given apart from it moves the caret. */
  report(place: Place, code: Problem['code'], message: string, hint?: string, spot?: Spot): void;
}

/** An empty collection; the same mistake at the same spot is kept once. */
export function createReports(): Reports {
  const problems = new Map<string, Problem>();
  const add = (added: readonly Problem[]): void => {
    for (const problem of added) {
      const key = `${problem.file}:${problem.line}:${problem.column}:${problem.message}`;
      if (!problems.has(key)) problems.set(key, problem);
    }
  };
  return {
    get problems() {
      return [...problems.values()];
    },
    get failed() {
      return this.problems.some(problem => problem.severity === 'error');
    },
    add,
    report: (place, code, message, hint, spot = 'value') => {
      add([problemAt(place, spot, hint === undefined ? { code, message } : { code, message, hint })]);
    },
  };
}
