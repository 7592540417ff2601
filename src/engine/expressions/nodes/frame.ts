import type { Evaluation } from './evaluation.ts';

/** The names bound while one block, call or tuple is evaluated. */
export class Frame {
  readonly slots: unknown[];
  readonly parent: Frame | undefined;
  readonly evaluation: Evaluation;

  constructor(slots: unknown[], parent: Frame | undefined, evaluation: Evaluation) {
    this.slots = slots;
    this.parent = parent;
    this.evaluation = evaluation;
  }
}

/** A compiled node. `input` is the context value. */
export type Evaluate = (input: unknown, frame: Frame) => unknown;

/** What code is made with: the options of the expression. */
export interface CodeOptions {
  readonly nulls: 'absent' | 'present';
  /** Names that may be given from outside; undefined: any. */
  readonly given: ReadonlySet<string> | undefined;
  /** A function of this name that is not bound in the expression. */
  readonly functionNamed: (name: string) => unknown;
}
