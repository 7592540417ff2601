import { compileTree } from '../compiling/expressions.ts';
import type { ExpressionScope } from '../compiling/scope.ts';
import type { ExpressionTree, SourceDefinition } from '../definition.ts';
import { hintForName } from '../checking/nearest.ts';
import { isErrorKind } from '../native/error-rules.ts';
import { childPlace, entriesOf, type Place } from '../reading/place.ts';
import { numberAt, optional, textAt, textsAt } from '../reading/values.ts';
import type { MappingContext } from './context.ts';
import { checkReferences } from './references.ts';
import type { MappingSketch } from './sketch.ts';

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
  checkFilter(as, of, place, context);
  const query = childPlace(place, 'query');
  return {
    kind: 'each',
    of,
    as,
    ...optional('query', query && linkQuery(query, parent, scope, context)),
    skip: textsAt(place, 'skip').filter(isErrorKind),
    concurrency: numberAt(place, 'concurrency') ?? 4,
  };
}

function checkParentList({ place, resource }: MappingSketch, at: Place, { reports }: MappingContext): void {
  const list = childPlace(place, 'list');
  if (list !== undefined && textAt(list, 'unsupported') === undefined) return;
  reports.report(at, 'DEFINITION_REFERENCE', `The mapping of ${resource.name} cannot list.`, 'Walk another resource.');
}

/** The filter must take that resource's ids, and another variant must answer it, or the walk would never end. */
function checkFilter(as: readonly string[], of: string, place: Place, { sketch, reports }: MappingContext): void {
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
  const list = childPlace(sketch.place, 'list');
  const text = JSON.stringify(variantsBeside(list?.value));
  if (text.includes(as.join('.'))) return;
  const message = `No other variant of list uses \`${as.join('.')}\`, so this one would call itself.`;
  reports.report(at, 'DEFINITION_INVALID', message, `Add a variant with \`given: { ${as.join('.')}: ${of} }\`.`);
}

/** The variants that call an endpoint, whichever way the method is written. */
function variantsBeside(method: unknown): readonly unknown[] {
  const variants: unknown = isMap(method) && Array.isArray(method.variants) ? method.variants : method;
  return Array.isArray(variants) ? variants.filter(variant => isMap(variant) && variant.each === undefined) : [];
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
  return compileTree(place, scope, context.reports, ({ place: at, expression }) => {
    if (expression) checkReferences(expression, at, context);
  });
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
