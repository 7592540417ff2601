import type { Expression } from '../../expressions/expression.ts';
import { compileAt } from '../compiling/expressions.ts';
import { lintBooleans } from '../compiling/lints.ts';
import { withVariables, type ExpressionScope } from '../compiling/scope.ts';
import type { ModelMethod } from '../../models/model.ts';
import type { SourceDefinition, Stream } from '../mapping.ts';
import { childPlace, itemsOf, type Place } from '../reading/place.ts';
import { optional } from '../reading/values.ts';
import type { MappingContext } from '../unified/context.ts';
import { linkEach, linkEachCall, walksCall } from './each.ts';
import type { MethodScopes } from '../unified/method-scopes.ts';
import { readOrder } from './order.ts';
import { checkReferences, visitReferences } from '../keys/references.ts';
import { linkRequest } from './requests.ts';
import { readShape } from '../keys/shapes.ts';
import { linkWhere } from './where.ts';

/** A method with what holds in it. */
export interface MethodContext extends MappingContext {
  readonly method: ModelMethod;
  readonly scopes: MethodScopes;
}

/** What the expressions of a stream may read. */
export interface StreamContext extends MethodContext {
  readonly request: ExpressionScope;
  readonly reply: ExpressionScope;
  /** Variables that fill path parameters of their name. */
  readonly parts: ReadonlySet<string>;
}

/** Links a variant or a link of a chain as far as both are alike; undefined when it has no source to read from. */
export function linkStream(place: Place, context: StreamContext): Stream | undefined {
  const inner = walksCall(place) ? withParent(context) : context;
  const source = linkSource(place, inner);
  const until = linkUntil(place, inner);
  const where = linkWhere(childPlace(place, 'where'), context, at => compilePredicate(at, inner.reply, context));
  if (source === undefined) return undefined;
  const said = isPlain(source) ? readShape(place, context.scopes.isById, context) : {};
  return said && { source, ...said, where, ...optional('until', until) };
}

/** A condition over a call or a record. */
export function compilePredicate(at: Place, scope: ExpressionScope, context: MappingContext): Expression {
  const expression = compileAt(at, scope, context.reports);
  lintBooleans(expression, at, context.reports);
  checkReferences(expression, at, context);
  return expression;
}

/** The others read streams that say the shape of their records themselves. */
function isPlain(source: SourceDefinition): boolean {
  return source.kind === 'call' || source.kind === 'each_call';
}

function withParent(context: StreamContext): StreamContext {
  const parent = { parent: 'any' } as const;
  return {
    ...context,
    request: withVariables(context.request, parent),
    reply: withVariables(context.reply, parent),
  };
}

function linkSource(place: Place, context: StreamContext): SourceDefinition | undefined {
  const { reports } = context;
  const call = childPlace(place, 'call');
  const each = childPlace(place, 'each');
  const chain = childPlace(place, 'chain');
  const own = [chain, walksCall(place) ? undefined : each, call].filter(at => at !== undefined);
  const [first, second] = own;
  if (first === undefined || second !== undefined) {
    const lack = each
      ? '`each` walks native parents, and nothing says what to read for one.'
      : 'The variant lacks `call`.';
    const message = first
      ? `\`${String(first.key)}\` and \`${String(second?.key)}\` both say where records come from.`
      : lack;
    const hint = first ? 'Keep one of them.' : 'Write `call: <file>.<endpoint>`.';
    reports.report(second ?? place, 'DEFINITION_INVALID', message, hint, 'key');
    return undefined;
  }
  if (chain) return linkChain(chain, context);
  if (each && !walksCall(place)) return linkEach(each, context.request, context);
  const request = linkRequest(place, {
    endpoints: context.endpoints,
    scope: context.request,
    parts: context.parts,
    pages: context.method.name === 'list' ? 'walked' : 'single',
    access: context.method.name === 'list' || context.method.name === 'get' ? 'read' : 'write',
    visit: visitReferences(context),
    reports,
  });
  const source = request && ({ kind: 'call', request } as const);
  return each && source ? linkEachCall(each, source, context) : source;
}

function linkChain(place: Place, context: StreamContext): SourceDefinition {
  const links = itemsOf(place).flatMap(link => linkStream(link, context) ?? []);
  return { kind: 'chain', links };
}

function linkUntil(place: Place, context: StreamContext): Expression | undefined {
  const at = childPlace(place, 'until');
  const order = readOrder(childPlace(place, 'order'), context);
  if (at === undefined) return undefined;
  if (order === undefined && context.method.name === 'list') {
    const message = '`until` ends a walk at the first record behind it, which only a sorted list has.';
    context.reports.report(
      at,
      'DEFINITION_INVALID',
      message,
      'Say how the provider sorts: `order: { created_at: desc }`.',
      'key',
    );
  }
  return compilePredicate(at, context.reply, context);
}
