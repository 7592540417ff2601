import { explain } from './explain.ts';
import type { Answer } from './interpreter.ts';
import { ourEngine, type Outcome } from './outcome.ts';

/** How an evaluation ended on the three engines. */
export type Verdict =
  | { readonly kind: 'same' }
  | { readonly kind: 'explained'; readonly reason: string }
  | { readonly kind: 'different'; readonly what: string };

/** Compares our two back ends with each other, by both rules for null, and with what the interpreter answered to each input. */
export function compare(source: string, inputs: readonly unknown[], answers: readonly Answer[]): readonly Verdict[] {
  const closures = ourEngine(source, { backend: 'closures', nulls: 'present' });
  const generated = ourEngine(source, { backend: 'source', nulls: 'present' });
  const [closuresAbsent, generatedAbsent] = [
    ourEngine(source, { backend: 'closures', nulls: 'absent' }),
    ourEngine(source, { backend: 'source', nulls: 'absent' }),
  ];
  return inputs.map((input, at): Verdict => {
    const theirs = answers[at] ?? { kind: 'hang' };
    const ours = closures(input);
    const fault = differs(ours, generated(input)) ?? differs(closuresAbsent(input), generatedAbsent(input));
    if (fault !== undefined) return { kind: 'different', what: fault };
    if (isSame(ours, theirs)) return { kind: 'same' };
    const reason = explain(source, ours, theirs);
    if (reason !== undefined) return { kind: 'explained', reason };
    return { kind: 'different', what: `ours: ${ours.text}, the interpreter: ${JSON.stringify(theirs)}` };
  });
}

function differs(closures: Outcome, source: Outcome): string | undefined {
  return closures.text === source.text ? undefined : `closures: ${closures.text}, source: ${source.text}`;
}

function isSame(ours: Outcome, theirs: Answer): boolean {
  if (ours.kind === 'value') return theirs.kind === 'value' && theirs.text === ours.text;
  return theirs.kind === 'error' && theirs.code === ours.code;
}
