import { hintForName } from '../checking/nearest.ts';
import { compileAt } from '../compiling/expressions.ts';
import { lintBooleans } from '../compiling/lints.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import type { Lookup } from '../mapping.ts';
import { childPlace, entriesOf, itemsOf, type Place } from '../reading/place.ts';
import { flagAt, numberAt, optional, textsAt } from '../reading/values.ts';
import { linkBatch } from './batches.ts';
import type { MappingContext } from './context.ts';
import { scopeOfBatch } from './method-scopes.ts';
import { visitReferences } from '../keys/references.ts';
import { linkRequest } from '../sources/requests.ts';

/** The lookups of a mapping by name. @param records what the fields may read; lookups do not read each other */
export function linkLookups(
  place: Place | undefined,
  records: ExpressionScope,
  parts: ReadonlySet<string>,
  context: MappingContext,
): ReadonlyMap<string, Lookup> {
  const variables = new Map([...records.variables].filter(([name]) => name !== 'lookups'));
  const scope = { ...records, variables };
  const lookups = entriesOf(place).flatMap(([name, at]) => linkLookup(name, at, scope, parts, context) ?? []);
  return new Map(lookups.map(lookup => [lookup.name, lookup]));
}

function linkLookup(
  name: string,
  place: Place,
  scope: ExpressionScope,
  parts: ReadonlySet<string>,
  context: MappingContext,
): Lookup | undefined {
  const { reports, endpoints } = context;
  const isBatch = childPlace(place, 'batch') !== undefined;
  const request = linkRequest(place, {
    endpoints,
    scope: isBatch ? scopeOfBatch(context) : scope,
    parts: isBatch ? new Set() : parts,
    pages: 'single',
    visit: visitReferences(context),
    reports,
  });
  const at = childPlace(place, 'when');
  const when = at && compileAt(at, scope, reports);
  if (at && when) lintBooleans(when, at, reports);
  const batch = linkBatch(place, scope, request?.endpoint, context);
  checkMethods(childPlace(place, 'on'), context);
  if (request === undefined) return undefined;
  return {
    name,
    ...optional('when', when),
    request,
    ...optional('batch', batch),
    cacheSeconds: numberAt(place, 'cache_s') ?? 0,
    optional: flagAt(place, 'optional') === true,
    on: textsAt(place, 'on'),
  };
}

function checkMethods(place: Place | undefined, { sketch, reports }: MappingContext): void {
  const known = [...sketch.resource.methods.keys()];
  for (const item of itemsOf(place)) {
    const name = String(item.value);
    if (known.includes(name)) continue;
    const message = `${sketch.resource.name} has no method \`${name}\` in the model.`;
    reports.report(item, 'DEFINITION_REFERENCE', message, hintForName(name, known));
  }
}
