import { isAlike } from './alike.ts';
import type { FuzzGroup } from './arbitrary-case.ts';
import type { Answer, FuzzCase, Interpreter } from './interpreter.ts';
import { neededMends } from './needed-mends.ts';
import { ourEngine, type Outcome } from './outcome.ts';
import { explainRefusal } from './refusal.ts';

/** How an evaluation ended on the three engines. */
export type Verdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'explained'; readonly reason: string }
  /** `sort`: how it differs, without the values. */
  | { readonly kind: 'different'; readonly sort: string; readonly what: string };

export interface Compared extends FuzzCase {
  readonly verdict: Verdict;
}

/**
 * Compares our two back ends with each other, by both rules for null, and with the interpreter. Where that differs, it
 * has to agree once its known defects are mended; then the defects that mattered are the explanation.
 */
export async function compare(groups: readonly FuzzGroup[], interpreter: Interpreter): Promise<readonly Compared[]> {
  const cases = groups.flatMap(({ expression, inputs }) => inputs.map((input): FuzzCase => ({ expression, input })));
  const answers = await interpreter.ask(cases);
  const outcomes = groups.flatMap(outcomesOf);
  const compared: Compared[] = [];
  for (const [at, one] of cases.entries()) {
    const ours = outcomes[at] ?? { fault: 'it was not evaluated' };
    const verdict: Verdict =
      'fault' in ours
        ? { kind: 'different', sort: 'back ends', what: ours.fault }
        : await judge(one, ours, answers[at] ?? { kind: 'hang' }, interpreter);
    compared.push({ ...one, verdict });
  }
  return compared;
}

/** What ours make of each input of an expression, or how our back ends differ. */
function outcomesOf({ expression, inputs }: FuzzGroup): readonly (Outcome | { readonly fault: string })[] {
  const closures = ourEngine(expression, { backend: 'closures', nulls: 'present' });
  const generated = ourEngine(expression, { backend: 'source', nulls: 'present' });
  const closuresAbsent = ourEngine(expression, { backend: 'closures', nulls: 'absent' });
  const generatedAbsent = ourEngine(expression, { backend: 'source', nulls: 'absent' });
  return inputs.map(input => {
    const ours = closures(input);
    const fault = differs(ours, generated(input)) ?? differs(closuresAbsent(input), generatedAbsent(input));
    return fault === undefined ? ours : { fault };
  });
}

function differs(closures: Outcome, source: Outcome): string | undefined {
  if (closures.text !== source.text) return `closures: ${closures.text}, source: ${source.text}`;
  if (closures.kind !== 'value' || source.kind !== 'value' || isPaidAlike(closures.spent, source.spent))
    return undefined;
  return `closures spend ${closures.spent}, source spends ${source.spent}`;
}

/**
 * Generated code pays once for what is written twice, and looks at some values again: it may spend less or a little more,
 * but what runs on one back end has to run on the other.
 */
function isPaidAlike(closures: number, source: number): boolean {
  return source <= closures * 1.5 + 40 && source >= closures * 0.25 - 40;
}

async function judge(one: FuzzCase, ours: Outcome, theirs: Answer, interpreter: Interpreter): Promise<Verdict> {
  if (isAlike(ours, theirs)) return { kind: 'same' };
  const refusal = explainRefusal(one.expression, ours);
  if (refusal !== undefined) return { kind: 'explained', reason: refusal };
  if (ours.kind === 'error' && ours.code === 'EXPRESSION_BUDGET' && hasRunOut(theirs)) {
    return { kind: 'explained', reason: 'ours and the interpreter run out of their limits, which are not the same' };
  }
  const needed = await neededMends(one, ours, interpreter);
  if (needed !== undefined) return { kind: 'explained', reason: needed.map(({ reason }) => reason).join('; and ') };
  const sort = `${sortOf(ours)} ${sortOf(theirs)}`;
  return { kind: 'different', sort, what: `ours: ${ours.text}, the interpreter: ${JSON.stringify(theirs)}` };
}

const sortOf = (end: Outcome | Answer): string => ('code' in end ? end.code : 'name' in end ? end.name : end.kind);

const hasRunOut = (theirs: Answer): boolean =>
  theirs.kind === 'hang' || (theirs.kind === 'error' && ['D1011', 'D1012', 'D2015'].includes(theirs.code));
