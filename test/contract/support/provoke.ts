import { errorTable } from '../../../src/errors.ts';
import type { AnswerSchemas } from './answer-schemas.ts';
import type { Bench, DoorName } from './bench.ts';
import { callOperation } from './calls.ts';
import type { PlacedOperation } from './document.ts';
import { fewAtOnce } from './few-at-once.ts';
import type { Outcome } from './outcome.ts';
import { provocations, type Provocation } from './provocations.ts';
import { quillValues } from './quill-values.ts';
import type { Mood } from './quill.ts';

/** A code that a row of the table provokes. */
export type ProvokedCode = keyof typeof provocations;

/** Calls every operation in the way that is to end in this error, those that need the same after each other. */
export async function provoke(
  code: ProvokedCode,
  places: readonly PlacedOperation[],
  bench: Bench,
  schemas: AnswerSchemas,
): Promise<readonly Outcome[]> {
  const provocation = provocations[code];
  const outcomes: Outcome[] = [];
  for (const { door, mood, own } of groupsOf(provocation, places)) {
    const callAll = (): Promise<readonly Outcome[]> =>
      fewAtOnce(own, async place => {
        const call = (await provocation.call?.(place, bench)) ?? { values: quillValues(place, bench.accounts.plain) };
        return callOperation(place, { ...call, name: place.operation.operationId }, bench.at(door), schemas);
      });
    outcomes.push(...(door === 'busy' ? await bench.whileFull(callAll) : await bench.during(mood, callAll)));
  }
  return outcomes;
}

interface Group {
  readonly door: DoorName;
  readonly mood: Mood | undefined;
  readonly own: PlacedOperation[];
}

function groupsOf({ at, mood }: Provocation, places: readonly PlacedOperation[]): readonly Group[] {
  const groups: Group[] = [];
  for (const place of places) {
    const wanted = { door: at?.(place) ?? 'plain', mood: mood?.(place) } as const;
    const known = groups.find(group => group.door === wanted.door && group.mood === wanted.mood);
    if (known) known.own.push(place);
    else groups.push({ ...wanted, own: [place] });
  }
  return groups;
}

/** Whether an answer is this error; the answer to a HEAD has no body, so no code. */
export function endsIn({ code, status }: Outcome, expected: ProvokedCode): boolean {
  return status === errorTable[expected].status && (code === undefined || code === expected);
}
