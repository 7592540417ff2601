import { compileTree } from '../compiling/expressions.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import type { ExpressionTree, SourceDefinition } from '../mapping.ts';
import { hintForName } from '../checking/nearest.ts';
import type { ErrorKind } from '../endpoint.ts';
import { isErrorKind } from '../native/error-rules.ts';
import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import { numberAt, optional, textAt, textsAt } from '../reading/values.ts';
import type { MappingContext } from '../unified/context.ts';
import { formsOf } from '../keys/key-sketch.ts';
import { visitReferences } from '../keys/references.ts';
import { linkRequest } from './requests.ts';
import type { MappingSketch } from '../unified/sketch.ts';

/** Links `each: { of: channels, as: query.channel.id }`. */
export function linkEach(place: Place, scope: ExpressionScope, context: MappingContext): SourceDefinition | undefined {
  const of = textAt(place, 'of') ?? '';
  const parent = context.siblings.mappings.get(of);
  const at = childPlace(place, 'of') ?? place;
  if (parent === undefined) {
    if (context.siblings.broken.has(of)) return undefined;
    const hint = hintForName(of, context.siblings.mappings.keys());
    context.reports.report(at, 'DEFINITION_REFERENCE', `There is no mapping for \`${of}\`.`, hint);
    return undefined;
  }
  checkParentList(parent, at, context);
  const as = (textAt(place, 'as') ?? '').split('.');
  checkFilter(as, parent, place, context);
  const query = childPlace(place, 'query');
  return {
    kind: 'each',
    of,
    as,
    ...optional('query', query && linkQuery(query, parent, scope, context)),
    ...readWalk(place),
  };
}

/** Whether a stream reads native parents: `each: { call: … }`. */
export function walksCall(stream: Place): boolean {
  const each = childPlace(stream, 'each');
  return each !== undefined && textAt(each, 'call') !== undefined;
}

/** What the walk over native parents may read. */
export interface EachCallContext extends MappingContext {
  readonly request: ExpressionScope;
  readonly parts: ReadonlySet<string>;
}

/** Links `each: { call: teams.joined }` around what is read once per native parent. */
export function linkEachCall(
  place: Place,
  source: SourceDefinition,
  context: EachCallContext,
): SourceDefinition | undefined {
  const { endpoints, request: scope, parts, reports } = context;
  // The parents are asked for before there is one.
  const variables = new Map([...scope.variables].filter(([name]) => name !== 'parent'));
  const parents = linkRequest(place, {
    endpoints,
    scope: { ...scope, variables },
    parts,
    pages: 'walked',
    visit: visitReferences(context),
    reports,
  });
  return parents && { kind: 'each_call', parents, source, ...readWalk(place) };
}

function readWalk(place: Place): { readonly skip: readonly ErrorKind[]; readonly concurrency: number } {
  return { skip: textsAt(place, 'skip').filter(isErrorKind), concurrency: numberAt(place, 'concurrency') ?? 4 };
}

function checkParentList({ place, resource, inside }: MappingSketch, at: Place, { reports }: MappingContext): void {
  const list = childPlace(place, 'list');
  const isThere = list !== undefined || inside !== undefined;
  if (isThere && textAt(list, 'unsupported') === undefined) return;
  reports.report(at, 'DEFINITION_REFERENCE', `The mapping of ${resource.name} cannot list.`, 'Walk another resource.');
}

/** The filter must take that resource's ids, and another variant must answer it, or the walk would never end. */
function checkFilter(
  as: readonly string[],
  parent: MappingSketch,
  place: Place,
  { sketch, reports }: MappingContext,
): void {
  const of = parent.resource.name;
  const name = as.slice(1).join('.');
  const at = childPlace(place, 'as') ?? place;
  const filter = sketch.resource.filters.get(name);
  if (filter === undefined || filter.type !== 'id' || (filter.resource ?? of) !== of) {
    const ids = [...sketch.resource.filters].filter(
      ([, other]) => other.type === 'id' && (other.resource ?? of) === of,
    );
    const message = `\`${as.join('.')}\` is no filter of ${sketch.resource.name} that takes an id of ${of}.`;
    reports.report(
      at,
      'DEFINITION_REFERENCE',
      message,
      hintForName(
        as.join('.'),
        ids.map(([other]) => `query.${other}`),
      ),
    );
    return;
  }
  const others = variantsBeside(childPlace(sketch.place, 'list')?.value);
  if (!JSON.stringify(others).includes(as.join('.'))) {
    const message = `No other variant of list uses \`${as.join('.')}\`, so this one would call itself.`;
    reports.report(at, 'DEFINITION_INVALID', message, `Add a variant with \`given: { ${as.join('.')}: ${of} }\`.`);
    return;
  }
  const taken = others.flatMap(variant => referencesAt(variant, as.join('.')));
  const left = formsOf(parent.shapes.values()).find(names => !names.some(name => taken.includes(`${of}.${name}`)));
  if (taken.length === 0 || left === undefined || parent.shapes.size < 2 || taken.includes(of)) return;
  const reference = `${of}.${left[0] ?? ''}`;
  const message = `No variant of list takes the ids of \`${reference}\`, which this one would give it.`;
  reports.report(at, 'DEFINITION_INVALID', message, `Add a variant with \`given: { ${as.join('.')}: ${reference} }\`.`);
}

/** What the `given` of a variant says an id at a place is of. */
function referencesAt(variant: unknown, path: string): readonly string[] {
  const given = isMap(variant) && isMap(variant.given) ? variant.given : {};
  return [path, `${path}?`].flatMap(key => (typeof given[key] === 'string' ? [given[key]] : []));
}

/** The variants that call an endpoint, whichever way the method is written. */
function variantsBeside(method: unknown): readonly unknown[] {
  const variants: unknown = isMap(method) && Array.isArray(method.variants) ? method.variants : method;
  return Array.isArray(variants) ? variants.filter(variant => isMap(variant) && !isFanOut(variant)) : [];
}

function isFanOut({ each }: Readonly<Record<string, unknown>>): boolean {
  return isMap(each) && each.of !== undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function linkQuery(
  place: Place,
  parent: MappingSketch,
  scope: ExpressionScope,
  context: MappingContext,
): ExpressionTree {
  checkNames(place, [], parent, context);
  return compileTree(place, scope, context.reports, visitReferences(context));
}

function checkNames(place: Place, path: readonly string[], parent: MappingSketch, context: MappingContext): void {
  const { filters, name } = parent.resource;
  for (const [key, child] of entriesOf(place)) {
    const at = [...path, key];
    const dotted = at.join('.');
    const known = [...filters.keys()];
    if (known.some(filter => filter.startsWith(`${dotted}.`)) && isMap(child.value)) {
      checkNames(child, at, parent, context);
    } else if (!filters.has(dotted)) {
      context.reports.report(
        child,
        'DEFINITION_REFERENCE',
        `${name} has no filter \`${dotted}\`.`,
        hintForName(dotted, known),
        'key',
      );
    }
  }
}
