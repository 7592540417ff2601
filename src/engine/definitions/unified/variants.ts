import { fieldAt } from '../../models/fields.ts';
import type { ModelMethod } from '../../models/model.ts';
import type { Expression } from '../../expressions/expression.ts';
import { hintForName } from '../checking/nearest.ts';
import { compileAt, type Leaf } from '../compiling/expressions.ts';
import { lintBooleans } from '../compiling/lints.ts';
import { withVariables, type ExpressionScope } from '../compiling/scope.ts';
import { checkVariableName } from '../compiling/variable-names.ts';
import type { SourceDefinition, Variant } from '../definition.ts';
import { childPlace, entriesOf, originOf, type Place } from '../reading/place.ts';
import { optional, textAt } from '../reading/values.ts';
import type { MappingContext } from './context.ts';
import { linkEach } from './each.ts';
import { linkGiven } from './given.ts';
import type { MethodScopes } from './method-scopes.ts';
import { checkReferences } from './references.ts';
import { linkRequest } from './requests.ts';
import { linkWhere } from './where.ts';

/** One variant as it was written, with common keys under it, and its id. */
export interface WrittenVariant {
  readonly id: string;
  readonly place: Place;
}

/** A method with what holds in it. */
export interface MethodContext extends MappingContext {
  readonly method: ModelMethod;
  readonly scopes: MethodScopes;
}

/** Links one variant; undefined when it has no source to read from, or refers to what is broken. */
export function linkVariant({ id, place }: WrittenVariant, context: MethodContext): Variant | undefined {
  const { reports, method, scopes } = context;
  const references = linkGiven(childPlace(place, 'given'), method, context);
  if (references.isUnsure) return undefined;
  const bound = new Set([...references.parts, ...scopes.ownParts]);
  const named = linkWith(childPlace(place, 'with'), withNames(scopes.request, bound), context);
  for (const [name] of named.entries) bound.add(name);
  const request = withNames(scopes.request, bound);
  const reply = withNames(scopes.filter, bound);
  const when = childPlace(place, 'when');
  const source = linkSource(place, request, bound, context);
  const pick = childPlace(place, 'pick');
  checkKeys(place, source, context);
  if (source === undefined) return undefined;
  return {
    id,
    origin: originOf(place),
    given: references.given,
    ...optional('when', when && compilePredicate(when, request, context)),
    with: named.entries,
    source,
    ...optional('pick', pick && compilePredicate(pick, reply, context)),
    where: linkWhere(childPlace(place, 'where'), context, at => compilePredicate(at, reply, context)),
    ...optional('order', readOrder(childPlace(place, 'order'), context)),
    ...optional('partial', textAt(place, 'partial')?.trim()),
  };

  function compilePredicate(at: Place, scope: ExpressionScope, { reports: sink }: MethodContext): Expression {
    const expression = compileAt(at, scope, sink);
    lintBooleans(expression, at, reports);
    checkReferences(expression, at, context);
    return expression;
  }
}

function withNames(scope: ExpressionScope, names: ReadonlySet<string>): ExpressionScope {
  return withVariables(scope, Object.fromEntries([...names].map(name => [name, 'any'] as const)));
}

interface NamedValues {
  readonly entries: Variant['with'];
}

/** Each may read those before it. */
function linkWith(place: Place | undefined, base: ExpressionScope, context: MethodContext): NamedValues {
  const entries: (readonly [string, Expression])[] = [];
  let scope = base;
  for (const [name, at] of entriesOf(place)) {
    checkVariableName(name, at, context.functions, context.reports);
    const expression = compileAt(at, scope, context.reports);
    checkReferences(expression, at, context);
    entries.push([name, expression]);
    scope = withVariables(scope, { [name]: 'any' });
  }
  return { entries };
}

function linkSource(
  place: Place,
  scope: ExpressionScope,
  parts: ReadonlySet<string>,
  context: MethodContext,
): SourceDefinition | undefined {
  const { reports, endpoints, method } = context;
  const call = childPlace(place, 'call');
  const each = childPlace(place, 'each');
  if ((call === undefined) === (each === undefined)) {
    const message = call ? 'A variant has either `call` or `each`.' : 'The variant lacks `call`.';
    reports.report(each ?? place, 'DEFINITION_INVALID', message, 'Write `call: <file>.<endpoint>`.', 'key');
    return undefined;
  }
  if (each) return linkEach(each, scope, context);
  const visit = (leaf: Leaf): void => {
    if (leaf.expression) checkReferences(leaf.expression, leaf.place, context);
  };
  const pages = method.name === 'list' ? 'walked' : 'single';
  const request = linkRequest(place, { endpoints, scope, parts, pages, visit, reports });
  return request && { kind: 'call', request };
}

/** Keys that mean nothing for the method, and a missing `pick` where there are several records. */
function checkKeys(place: Place, source: SourceDefinition | undefined, { method, reports }: MethodContext): void {
  const isList = method.name === 'list';
  for (const key of isList ? ['pick'] : ['where', 'order', 'each']) {
    const at = childPlace(place, key);
    if (at)
      reports.report(at, 'DEFINITION_INVALID', `\`${key}\` has no meaning for ${method.name}.`, 'Remove it.', 'key');
  }
  if (source?.kind !== 'call' || method.name !== 'get') return;
  const { endpoint } = source.request;
  if (endpoint.items === undefined || childPlace(place, 'pick')) return;
  const message = `\`${endpoint.name}\` gives a list: say which record is meant.`;
  reports.report(
    childPlace(place, 'call') ?? place,
    'DEFINITION_INVALID',
    message,
    'Write `pick` with an expression that holds for it.',
  );
}

function readOrder(place: Place | undefined, { sketch, reports }: MethodContext): Variant['order'] {
  const [entry] = entriesOf(place);
  if (entry === undefined) return undefined;
  const [field, at] = entry;
  const { schema } = sketch.resource;
  if (fieldAt(schema, [field]) === undefined) {
    const hint = hintForName(field, Object.keys(schema.properties ?? {}));
    reports.report(
      at,
      'DEFINITION_REFERENCE',
      `${sketch.resource.name} has no field \`${field}\` in the model.`,
      hint,
      'key',
    );
  }
  return { field, direction: at.value === 'desc' ? 'desc' : 'asc' };
}
