import type { ModelMethod } from '../../models/model.ts';
import { namesOf, namesOfPaths, namesOfSchema, type KnownNames } from '../compiling/known-names.ts';
import { replyScope, requestScope, type ExpressionScope } from '../compiling/scope.ts';
import type { MappingContext } from './context.ts';

/** The scopes of one method, without what a variant binds itself. */
export interface MethodScopes {
  readonly request: ExpressionScope;
  /** `where` and `pick`: over native records, before lookups run. */
  readonly filter: ExpressionScope;
  /** Parts of the caller's id, on by-id methods. */
  readonly ownParts: readonly string[];
}

/** What a method's expressions may read. */
export function scopesOfMethod(method: ModelMethod, context: MappingContext): MethodScopes {
  const variables = callerVariables(method, context);
  return {
    request: requestScope(variables, context.functions),
    filter: replyScope(variables, context.functions),
    ownParts: isById(method.name) ? context.sketch.parts.map(part => part.name) : [],
  };
}

/** What fields, keys and lookups may read: whatever some method binds, because they serve all. */
export function scopeOfRecords(
  methods: readonly ModelMethod[],
  bound: ReadonlySet<string>,
  lookups: readonly string[],
  context: MappingContext,
): ExpressionScope {
  const variables: Record<string, KnownNames> = {
    ...context.facts,
    query: queryNames(context),
    lookups: namesOf(lookups),
  };
  for (const name of bound) variables[name] = 'any';
  if (methods.some(method => isById(method.name))) {
    variables['id'] = 'any';
    for (const part of context.sketch.parts) variables[part.name] = 'any';
  }
  if (methods.some(method => method.body !== undefined)) variables['body'] = 'any';
  return replyScope(variables, context.functions);
}

/** Methods on one record that exists; its id is in the call. */
function isById(method: string): boolean {
  return method !== 'list' && method !== 'create';
}

function callerVariables(method: ModelMethod, context: MappingContext): Record<string, KnownNames> {
  const variables: Record<string, KnownNames> = { ...context.facts };
  const include = namesOf(context.sketch.resource.includes);
  if (method.name === 'list') variables['query'] = queryNames(context);
  else if (method.name === 'get') variables['query'] = new Map([['include', include]]);
  if (isById(method.name)) variables['id'] = 'any';
  if (method.body) variables['body'] = namesOfSchema(method.body.schema);
  return variables;
}

/** The model's filters, and under `include` its values. */
function queryNames({ sketch }: MappingContext): KnownNames {
  const includes = sketch.resource.includes.map(value => `include.${value}`);
  return namesOfPaths([...sketch.resource.filters.keys(), ...includes]);
}
