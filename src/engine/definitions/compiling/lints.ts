import type { Expression, Finding } from '../../expressions/expression.ts';
import type { Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import type { ExpressionScope } from './scope.ts';
import { startOfToken } from './positions.ts';

/** `a != b` between two paths is false when a side is missing. */
export function lintInequalities(expression: Expression, place: Place, reports: Reports): void {
  lint('inequality_of_paths', expression, place, reports, {
    message: '`!=` between two paths is false when one of them is missing.',
    hint: 'Write `$not(a = b)`, which is true then.',
  });
}

/** `$not(a)` and `$boolean(a)` of a missing `a` are nothing: for predicates and fields that are true or false. */
export function lintBooleans(expression: Expression, place: Place, reports: Reports): void {
  lint('boolean_of_path', expression, place, reports, {
    message: '`$not` and `$boolean` of a path are nothing when the path is missing.',
    hint: 'Write `$is(a)` or `$not($is(a))`, which are always true or false.',
  });
}

/** A function that is not called is no value: `$keys`, where it is not bound. */
export function lintBareFunction(expression: Expression, scope: ExpressionScope, place: Place, reports: Reports): void {
  const name = /^\s*\$(\w+)\s*$/.exec(expression.source)?.[1];
  if (name === undefined || scope.variables.has(name)) return;
  const message = `\`$${name}\` is a function, not a value.`;
  reports.report(place, 'DEFINITION_LINT', message, `Call it: \`$${name}(…)\`.`, { offset: 0 });
}

/** A caller's value joined into a native parameter with `&` may change what the parameter means. */
export function lintConcatenations(expression: Expression, place: Place, reports: Reports): void {
  lint('caller_concatenation', expression, place, reports, {
    message: "A caller's value is joined into a native parameter with `&`.",
    hint: 'Give it a parameter of its own, or write `$plain(value, /pattern/)` to say what it may be.',
  });
}

/** A path yields one value or a list by how many there are: for places where the provider wants a list. */
export function lintCollapses(expression: Expression, place: Place, reports: Reports): void {
  if (!expression.findings.some(finding => finding.kind === 'collapsing_path')) return;
  const message = 'The provider wants a list here, and a path yields a single value bare.';
  // It is the expression as a whole that collapses.
  reports.report(place, 'DEFINITION_LINT', message, 'Put the path in brackets: `[path]`.', { offset: 0 });
}

/** `format: markdown` reads a field; the enum value it was surely meant to be is a text. */
export function lintBareValue(expression: Expression, values: readonly string[], place: Place, reports: Reports): void {
  const name = expression.bareName;
  if (name === undefined || !values.includes(name)) return;
  const message = `\`${name}\` reads a field of the native record; it is also a value this field can have.`;
  const hint = `Write '"${name}"' for the value, or \`$.${name}\` when the native field is meant.`;
  reports.report(place, 'DEFINITION_LINT', message, hint);
}

function lint(
  kind: Finding['kind'],
  expression: Expression,
  place: Place,
  reports: Reports,
  complaint: { readonly message: string; readonly hint: string },
): void {
  for (const finding of expression.findings) {
    if (finding.kind !== kind) continue;
    const offset = startOfToken(expression.source, finding.position, finding.token);
    const spot = typeof place.value === 'string' ? { offset } : 'value';
    reports.report(place, 'DEFINITION_LINT', complaint.message, complaint.hint, spot);
  }
}
