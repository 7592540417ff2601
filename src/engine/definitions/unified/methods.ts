import type { ModelMethod } from '../../models/model.ts';
import { fieldsOf } from '../../models/fields.ts';
import { hintForName } from '../checking/nearest.ts';
import type { MethodMapping } from '../mapping.ts';
import { isPlainMap } from '../merge.ts';
import { childPlace, entriesOf, itemsOf, mergedPlace, originOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { optional, textAt, textMapAt } from '../reading/values.ts';
import type { MappingContext } from './context.ts';
import { scopesOfMethod } from './method-scopes.ts';
import { linkVariant, type WrittenVariant } from './variants.ts';

const standardMethods = ['list', 'get', 'create', 'update', 'delete'] as const;

/** The methods that a mapping writes down, each with its place and the model's word on it. */
export function writtenMethods(
  context: MappingContext,
): readonly { readonly method: ModelMethod; readonly place: Place }[] {
  const { place, resource } = context.sketch;
  const standard = standardMethods.flatMap(name => {
    const at = childPlace(place, name);
    return at ? [[name, at] as const] : [];
  });
  return [...standard, ...entriesOf(childPlace(place, 'methods'))].flatMap(([name, at]) => {
    const method = resource.methods.get(name);
    if (method) return [{ method, place: at }];
    const hint = hintForName(name, resource.methods.keys());
    context.reports.report(
      at,
      'DEFINITION_REFERENCE',
      `${resource.name} has no method \`${name}\` in the model.`,
      hint,
      'key',
    );
    return [];
  });
}

/** Links a method, whichever way it is written: one variant, a list, common keys with `variants`, or `unsupported`. */
export function linkMethod(method: ModelMethod, place: Place, context: MappingContext): MethodMapping {
  const unsupported = textAt(place, 'unsupported')?.trim();
  const isDerived = followsFromInside(method.name, context);
  if (unsupported !== undefined) checkUnsupported(place, context.reports);
  else if (isDerived) checkDerived(place, method.name, context.reports);
  const scope = { ...context, method, scopes: scopesOfMethod(method, context) };
  const hasVariants = unsupported === undefined && !isDerived;
  const variants = hasVariants ? writtenVariants(method.name, place, context.reports) : [];
  checkMissing(childPlace(place, 'missing'), context);
  return {
    origin: originOf(place),
    ...optional('unsupported', unsupported),
    ...optional('partial', textAt(place, 'partial')?.trim()),
    missing: textMapAt(place, 'missing'),
    variants: variants.flatMap(variant => linkVariant(variant, scope) ?? []),
  };
}

/** List and get of records that lie inside others, where the mapping says nothing about them. */
export function derivedMethods(
  written: ReadonlyMap<string, MethodMapping>,
  { sketch }: MappingContext,
): readonly (readonly [string, MethodMapping])[] {
  const { inside, resource } = sketch;
  if (inside === undefined) return [];
  const origin = originOf(inside);
  return insideMethods
    .filter(name => resource.methods.has(name) && !written.has(name))
    .map(name => [name, { origin, missing: {}, variants: [] }] as const);
}

const insideMethods: readonly string[] = ['list', 'get'];

function followsFromInside(method: string, { sketch }: MappingContext): boolean {
  return sketch.inside !== undefined && insideMethods.includes(method);
}

const keysOfDerived: readonly string[] = ['partial', 'missing', 'unsupported'];

function checkDerived(place: Place, method: string, reports: Reports): void {
  const written = Array.isArray(place.value) ? [[method, place] as const] : entriesOf(place);
  for (const [key, at] of written) {
    if (keysOfDerived.includes(key)) continue;
    const message = `${method} follows from \`inside\`, so it has no variants.`;
    reports.report(at, 'DEFINITION_INVALID', message, 'It may say `partial`, `missing` or `unsupported`.', 'key');
  }
}

/** The variants of a method with the keys that they share under each, and the id of each. */
export function writtenVariants(method: string, place: Place, reports?: Reports): readonly WrittenVariant[] {
  const list = Array.isArray(place.value) ? place : childPlace(place, 'variants');
  if (list === undefined) return [{ id: textAt(place, 'id') ?? method, place, own: place }];
  const common = list === place ? undefined : commonKeys(place);
  const items = itemsOf(list);
  const seen = new Set<string>();
  return items.map((item, index) => {
    const id = textAt(item, 'id');
    if (reports && id === undefined && items.length > 1) {
      const hint = 'Errors and overrides address it by that: add `id: <name>`.';
      reports.report(item, 'DEFINITION_INVALID', `Variant ${index + 1} of ${method} lacks an \`id\`.`, hint);
    }
    if (reports && id !== undefined && seen.has(id)) {
      reports.report(
        item,
        'DEFINITION_INVALID',
        `Two variants of ${method} have the id \`${id}\`.`,
        'Rename one of them.',
      );
    }
    if (id !== undefined) seen.add(id);
    if (reports) checkNeighbour(item, items, reports);
    return { id: id ?? method, place: common ? mergedPlace(common, item) : item, own: item };
  });
}

function checkNeighbour(item: Place, items: readonly Place[], reports: Reports): void {
  const before = textAt(item, 'before');
  const at = childPlace(item, 'before');
  const ids = items.filter(other => other !== item).flatMap(other => textAt(other, 'id') ?? []);
  if (before === undefined || at === undefined || ids.includes(before)) return;
  reports.report(
    at,
    'DEFINITION_REFERENCE',
    `There is no variant \`${before}\` to stand before.`,
    hintForName(before, ids),
  );
}

/** Keys of the method as a whole do not lie under its variants. */
const ownKeys = new Set(['variants', 'partial', 'missing', 'unsupported']);

function commonKeys(place: Place): Place {
  const value = isPlainMap(place.value) ? place.value : {};
  const shared = Object.entries(value).filter(([key]) => !ownKeys.has(key));
  return { ...place, value: Object.fromEntries(shared) };
}

/** `unsupported` stands alone. */
export function checkUnsupported(place: Place, reports: Reports): void {
  for (const [key, at] of entriesOf(place)) {
    if (key === 'unsupported') continue;
    reports.report(
      at,
      'DEFINITION_INVALID',
      `\`${key}\` stands beside \`unsupported\`.`,
      'Remove one of the two.',
      'key',
    );
  }
}

function checkMissing(place: Place | undefined, { sketch, reports }: MappingContext): void {
  const known = Object.keys(fieldsOf(sketch.resource.schema));
  for (const [field, at] of entriesOf(place)) {
    if (known.includes(field)) continue;
    const message = `${sketch.resource.name} has no field \`${field}\` in the model.`;
    reports.report(at, 'DEFINITION_REFERENCE', message, hintForName(field, known), 'key');
  }
}
