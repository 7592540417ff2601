import type { Expression } from '../../expressions/expression.ts';
import type { ModelFilter } from '../../models/model.ts';
import { hintForName } from '../checking/nearest.ts';
import type { Stream } from '../mapping.ts';
import { childPlace, itemsOf, type Place } from '../reading/place.ts';
import type { MappingContext } from '../unified/context.ts';

/** `where` as an expression over the native record, or as a list of the model's filters and `{ native: expression }`. */
export function linkWhere(
  place: Place | undefined,
  context: MappingContext,
  compile: (place: Place) => Expression,
): Stream['where'] {
  if (place === undefined) return { native: [], filters: [] };
  if (!Array.isArray(place.value)) return { native: [compile(place)], filters: [] };
  const native: Expression[] = [];
  const filters: string[] = [];
  for (const item of itemsOf(place)) {
    const expression = childPlace(item, 'native');
    if (expression) native.push(compile(expression));
    else if (typeof item.value === 'string') filters.push(checkFilter(item.value, item, context));
  }
  return { native, filters };
}

/** The four comparisons of a time go by one name here. */
function namesOf(filters: ReadonlyMap<string, ModelFilter>): ReadonlySet<string> {
  return new Set([...filters].map(([name, { operator }]) => (operator === 'eq' ? name : name.replace(/\.\w+$/, ''))));
}

/** `created_at` stands for `created_at.gt` and its siblings. */
function checkFilter(name: string, place: Place, { sketch, reports }: MappingContext): string {
  const { filters, name: resource } = sketch.resource;
  const meant = [...filters].filter(([full]) => full === name || full.startsWith(`${name}.`));
  if (meant.length === 0) {
    reports.report(
      place,
      'DEFINITION_REFERENCE',
      `${resource} has no filter \`${name}\`.`,
      hintForName(name, namesOf(filters)),
    );
  } else if (meant.some(([, filter]) => filter.field.length === 0)) {
    const message = `The records of ${resource} do not carry what \`${name}\` compares.`;
    const hint = 'Only the provider can apply this filter: use it in `given`, `query` or `{ native: … }`.';
    reports.report(place, 'DEFINITION_REFERENCE', message, hint);
  }
  return name;
}
