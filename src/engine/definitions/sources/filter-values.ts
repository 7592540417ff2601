import { hintForName } from '../checking/nearest.ts';
import { literalKeysOf } from '../../expressions/analysis/literal-calls.ts';
import type { Param } from '../endpoint.ts';
import type { ExpressionTree } from '../mapping.ts';
import { childPlace, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';

/** Holds what a mapping gives for a parameter in a filter language against the parts of the language. */
export function checkFilterValues(
  name: string,
  place: Place,
  tree: ExpressionTree,
  filter: NonNullable<Param['filter']>,
  reports: Reports,
): void {
  const known = Object.keys(filter.parts);
  const isText = tree.kind === 'expression' && tree.expression.constant !== undefined;
  if (tree.kind === 'literal' || tree.kind === 'list' || isText) {
    const message = `\`${name}\` is written in parts, so its value is a map of theirs.`;
    reports.report(place, 'DEFINITION_INVALID', message, `Write \`${name}: { ${known[0] ?? 'part'}: … }\`.`);
    return;
  }
  if (tree.kind === 'expression' && tree.expression.source !== '') {
    for (const part of literalKeysOf(tree.expression) ?? []) {
      if (!known.includes(part)) report(part, place);
    }
  }
  if (tree.kind !== 'map') return;
  for (const [part, value] of tree.entries) {
    const at = childPlace(place, part) ?? place;
    if (!known.includes(part)) {
      report(part, at);
    } else if (value.kind === 'map') {
      const message = `The part \`${part}\` takes a value, not a map.`;
      reports.report(at, 'DEFINITION_INVALID', message, 'Write an expression.', 'key');
    }
  }

  function report(part: string, at: Place): void {
    const message = `The filter \`${name}\` has no part \`${part}\`.`;
    reports.report(at, 'DEFINITION_REFERENCE', message, hintForName(part, known), 'key');
  }
}
