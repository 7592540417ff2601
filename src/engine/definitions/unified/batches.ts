import { compileAt } from '../compiling/expressions.ts';
import { replyScope, type ExpressionScope } from '../compiling/scope.ts';
import type { Endpoint } from '../endpoint.ts';
import type { BatchDefinition } from '../mapping.ts';
import { childPlace, type Place } from '../reading/place.ts';
import { numberAt } from '../reading/values.ts';
import type { MappingContext } from './context.ts';
import { checkReferences } from '../keys/references.ts';

/**
 * Links `key` and `batch: { max, match }` of a lookup: one call for many records.
 *
 * @param records what `key` reads; `match` reads the records of the answer, which belong to none of them
 * @param endpoint undefined when it is not known
 */
export function linkBatch(
  place: Place,
  records: ExpressionScope,
  endpoint: Endpoint | undefined,
  context: MappingContext,
): BatchDefinition | undefined {
  const { reports, facts, functions } = context;
  const key = childPlace(place, 'key');
  const batch = childPlace(place, 'batch');
  const match = batch && childPlace(batch, 'match');
  if (key === undefined || batch === undefined || match === undefined) {
    if (key)
      report(
        key,
        '`key` is what a batch asks for, and there is no `batch`.',
        'Remove it, or add `batch: { max: 50, match: id }`.',
      );
    if (batch)
      report(
        batch,
        '`batch` asks for many keys in one call, and there is no `key`.',
        'Say what to ask for: `key: sender.name`.',
      );
    return undefined;
  }
  if (endpoint && endpoint.items === undefined) {
    report(
      batch,
      `\`${endpoint.name}\` gives one record, and a batch needs the list of those it asked for.`,
      'Add `items` to the endpoint, or remove `batch`.',
    );
  }
  const answers = replyScope(facts, functions);
  const definition = {
    key: compileAt(key, records, reports),
    max: numberAt(batch, 'max') ?? 1,
    match: compileAt(match, answers, reports),
  };
  checkReferences(definition.key, key, context);
  checkReferences(definition.match, match, context);
  return definition;

  function report(at: Place, message: string, hint: string): void {
    reports.report(at, 'DEFINITION_INVALID', message, hint, 'key');
  }
}
