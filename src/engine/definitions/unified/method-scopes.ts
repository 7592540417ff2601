import type { JsonSchema, ModelMethod } from '../../models/model.ts';
import { namesOf, namesOfPaths, namesOfSchema, type KnownNames } from '../compiling/known-names.ts';
import { replyScope, requestScope, type ExpressionScope } from '../compiling/scope.ts';
import { textAt } from '../reading/values.ts';
import type { MappingContext } from './context.ts';
import { variablesOf } from '../keys/key-sketch.ts';

/** The scopes of one method, without what a variant binds itself. */
export interface MethodScopes {
  readonly request: ExpressionScope;
  /** `where`, `until` and `pick`: over native records, before lookups run. */
  readonly filter: ExpressionScope;
  /** Whether the call has the id of a record that exists. */
  readonly isById: boolean;
}

/** What a method's expressions may read. */
export function scopesOfMethod(method: ModelMethod, context: MappingContext): MethodScopes {
  const variables = callerVariables(method, context);
  return {
    request: requestScope(variables, context.functions),
    filter: replyScope(variables, context.functions),
    isById: isById(method),
  };
}

/** What fields, keys and lookups may read: whatever some method binds, because they serve all. */
export function scopeOfRecords(
  methods: readonly ModelMethod[],
  bound: ReadonlySet<string>,
  context: MappingContext,
): ExpressionScope {
  const variables: Record<string, KnownNames> = { ...context.facts, query: queryNames(context) };
  for (const name of bound) variables[name] = 'any';
  if (methods.some(method => isById(method))) variables['id'] = 'any';
  if (methods.some(method => method.body !== undefined)) variables['body'] = 'any';
  const holder = holderNames(context);
  if (holder) variables['holder'] = holder;
  return replyScope(variables, context.functions);
}

/** What one call of a batch lookup may read: nothing of a record, because it is made for many. */
export function scopeOfBatch(context: MappingContext): ExpressionScope {
  return requestScope({ ...context.facts, query: queryNames(context), keys: 'any' }, context.functions);
}

/** The variables that ids of a shape give on by-id methods; of all shapes when none is said. */
export function ownVariables(shape: string | undefined, { sketch }: MappingContext): ReadonlySet<string> {
  const shapes = [...sketch.shapes.values()].filter(({ name }) => shape === undefined || name === shape);
  return new Set(shapes.flatMap(({ key }) => variablesOf(key)));
}

/** Methods on one record that exists; its id is in the call. */
function isById({ on }: ModelMethod): boolean {
  return on === 'record';
}

function callerVariables(method: ModelMethod, context: MappingContext): Record<string, KnownNames> {
  const variables: Record<string, KnownNames> = { ...context.facts };
  const include = namesOf(context.sketch.resource.includes);
  if (method.name === 'list') {
    variables['query'] = queryNames(context);
    // Name of the resource whose records lie in these, while they are listed for it.
    variables['inside'] = 'any';
  } else if (method.name === 'get') variables['query'] = new Map([['include', include]]);
  else variables['idempotency'] = 'any';
  if (isById(method)) variables['id'] = 'any';
  if (method.body) variables['body'] = bodyNames(method.body.schema);
  return variables;
}

/** What is the provider's own goes past the mapping. */
function bodyNames(schema: JsonSchema): KnownNames {
  const names = namesOfSchema(schema);
  return names === 'any' ? names : new Map([...names].filter(([name]) => name !== 'remote_data'));
}

/** The record around one that lies inside another, as the provider gave it and as the model has it. */
function holderNames({ sketch, siblings }: MappingContext): KnownNames | undefined {
  if (sketch.inside === undefined) return undefined;
  const holder = siblings.model.resources.get(textAt(sketch.inside, 'of') ?? '');
  return new Map<string, KnownNames>([
    ['native', 'any'],
    ['unified', holder ? namesOfSchema(holder.schema) : 'any'],
  ]);
}

/** The model's filters, and under `include` its values. */
function queryNames({ sketch }: MappingContext): KnownNames {
  const includes = sketch.resource.includes.map(value => `include.${value}`);
  return namesOfPaths([...sketch.resource.filters.keys(), ...includes]);
}
