import type { Expression } from '../../expressions/expression.ts';
import { compileAt } from '../compiling/expressions.ts';
import { withVariables, type ExpressionScope } from '../compiling/scope.ts';
import { checkVariableName } from '../compiling/variable-names.ts';
import type { SourceDefinition, Variant } from '../mapping.ts';
import { childPlace, entriesOf, originOf, type Place } from '../reading/place.ts';
import { optional, textAt } from '../reading/values.ts';
import { linkGiven } from '../keys/given.ts';
import { ownVariables } from './method-scopes.ts';
import { readOrder } from '../sources/order.ts';
import { checkReferences } from '../keys/references.ts';
import { compilePredicate, linkStream, type MethodContext } from '../sources/streams.ts';

/** One variant as it was written, with common keys under it, and its id. */
export interface WrittenVariant {
  readonly id: string;
  readonly place: Place;
  /** Without the common keys. */
  readonly own: Place;
}

/** Links one variant; undefined when it has no source to read from, or refers to what is broken. */
export function linkVariant({ id, place, own }: WrittenVariant, context: MethodContext): Variant | undefined {
  const { method, scopes } = context;
  const references = linkGiven(childPlace(place, 'given'), method, context);
  if (references.isUnsure) return undefined;
  const ids = idVariables(place, context);
  const bound = new Set([...references.parts, ...ids.all]);
  const named = linkWith(childPlace(place, 'with'), withNames(scopes.request, bound), context);
  for (const [name] of named) bound.add(name);
  const request = withNames(scopes.request, bound);
  const reply = withNames(scopes.filter, bound);
  const parts = new Set([...references.parts, ...ids.certain, ...named.map(([name]) => name)]);
  const when = childPlace(place, 'when');
  const pick = childPlace(place, 'pick');
  const stream = linkStream(place, { ...context, request, reply, parts });
  checkKeys(place, own, stream?.source, context);
  const conditions = {
    ...optional('when', when && compilePredicate(when, request, context)),
    ...optional('pick', pick && compilePredicate(pick, reply, context)),
  };
  if (stream === undefined) return undefined;
  return {
    id,
    origin: originOf(place),
    given: references.given,
    with: named,
    ...conditions,
    ...stream,
    ...optional('answer', readAnswer(place, context)),
    ...optional('order', readOrder(childPlace(place, 'order'), context)),
    ...optional('partial', textAt(place, 'partial')?.trim()),
  };
}

/** What the caller's own id gives: of the shape that is said, or of any. */
function idVariables(
  place: Place,
  context: MethodContext,
): { readonly all: ReadonlySet<string>; readonly certain: ReadonlySet<string> } {
  if (!context.scopes.isById) return { all: new Set(), certain: new Set() };
  const said = textAt(place, 'shape');
  const shape = said !== undefined && context.sketch.shapes.has(said) ? said : undefined;
  const all = ownVariables(shape, context);
  const each = [...context.sketch.shapes.keys()]
    .filter(name => shape === undefined || name === shape)
    .map(name => ownVariables(name, context));
  return { all, certain: new Set([...all].filter(name => each.every(names => names.has(name)))) };
}

function withNames(scope: ExpressionScope, names: ReadonlySet<string>): ExpressionScope {
  return withVariables(scope, Object.fromEntries([...names].map(name => [name, 'any'] as const)));
}

/** Each may read those before it. */
function linkWith(place: Place | undefined, base: ExpressionScope, context: MethodContext): Variant['with'] {
  const entries: (readonly [string, Expression])[] = [];
  let scope = base;
  for (const [name, at] of entriesOf(place)) {
    checkVariableName(name, at, context.functions, context.reports);
    const expression = compileAt(at, scope, context.reports);
    checkReferences(expression, at, context);
    entries.push([name, expression]);
    scope = withVariables(scope, { [name]: 'any' });
  }
  return entries;
}

/** What a write answers with; a delete is answered by its id whatever the provider says. */
function readAnswer(place: Place, { method, sketch, reports }: MethodContext): Variant['answer'] {
  const then = childPlace(place, 'then');
  const answer = childPlace(place, 'answer');
  const report = (at: Place, message: string, hint: string): void =>
    reports.report(at, 'DEFINITION_INVALID', message, hint, 'key');
  for (const at of [then, answer]) {
    if (at && ['list', 'get', 'delete'].includes(method.name)) {
      report(at, `\`${String(at.key)}\` has no meaning for ${method.name}.`, 'Remove it.');
    }
  }
  if (answer && method.name === 'create') {
    report(answer, 'What was created would have no id.', 'Remove it, or write `then: get`.');
  }
  if (then && answer) report(answer, '`then` and `answer` both say what is answered.', 'Keep one of them.');
  const get = childPlace(sketch.place, 'get');
  const isRead = sketch.inside !== undefined || (get !== undefined && textAt(get, 'unsupported') === undefined);
  if (then && !isRead) report(then, `${sketch.resource.name} has no \`get\` to read the record by.`, 'Write one.');
  return then ? 'get' : answer ? 'none' : undefined;
}

const listKeys = ['where', 'order', 'until', 'each', 'chain'];
const requestKeys = ['path', 'query', 'headers', 'body'];

/** Keys that mean nothing beside the kind of source; a chain's links say them. */
const keysBeside: Readonly<Record<SourceDefinition['kind'], readonly string[]>> = {
  call: [],
  each_call: [],
  each: [...requestKeys, 'shape', 'until'],
  chain: [...requestKeys, 'shape', 'until'],
};

/** Keys that mean nothing here, and a missing `pick` where there are several records. */
function checkKeys(
  place: Place,
  own: Place,
  source: SourceDefinition | undefined,
  { method, reports }: MethodContext,
): void {
  const refuse = (keys: readonly string[], where: Place, what: string): void => {
    for (const key of keys) {
      const at = childPlace(where, key);
      if (at) reports.report(at, 'DEFINITION_INVALID', `\`${key}\` has no meaning ${what}.`, 'Remove it.', 'key');
    }
  };
  refuse(method.name === 'list' ? ['pick'] : listKeys, place, `for ${method.name}`);
  if (source === undefined) return;
  refuse(keysBeside[source.kind], own, `beside \`${source.kind}\``);
  if (source.kind !== 'call' || method.name !== 'get') return;
  const { endpoint } = source.request;
  if (endpoint.items === undefined || childPlace(place, 'pick')) return;
  const message = `\`${endpoint.name}\` gives a list: say which record is meant.`;
  const hint = 'Write `pick` with an expression that holds for it.';
  reports.report(childPlace(place, 'call') ?? place, 'DEFINITION_INVALID', message, hint);
}
