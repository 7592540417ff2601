import type { FunctionDefinition } from '../../expressions/expression.ts';
import { optional } from '../reading/values.ts';
import type { KnownNames } from './known-names.ts';

/** What holds at the place of an expression. */
export interface ExpressionScope {
  /** Variables that may be read, and what is known of their properties. */
  readonly variables: ReadonlyMap<string, KnownNames>;
  /** Functions beside the standard library; absent: none, and expressions of the same text are shared. */
  readonly functions?: Readonly<Record<string, FunctionDefinition>>;
  /** `none`: there is no record, a free path is a mistake. */
  readonly input: 'record' | 'none';
  /** `absent`: reading null yields nothing. `present`: null is a value and is sent. */
  readonly nulls: 'absent' | 'present';
}

type BoundFunctions = Readonly<Record<string, FunctionDefinition>>;
type Names = Readonly<Record<string, KnownNames>>;

/** Before a call: over what the caller gave, no record yet. */
export function requestScope(variables: Names, functions?: BoundFunctions): ExpressionScope {
  return { variables: scopeMap(variables), ...optional('functions', functions), input: 'none', nulls: 'present' };
}

/** After a call: over a native record. */
export function replyScope(variables: Names, functions?: BoundFunctions): ExpressionScope {
  const known = scopeMap({ ...variables, ...replyFacts });
  return { variables: known, ...optional('functions', functions), input: 'record', nulls: 'absent' };
}

/** Over the body of one reply of the provider. */
export function pageScope(variables: Names): ExpressionScope {
  const { page: _page, ...facts } = replyFacts;
  return { variables: scopeMap({ ...variables, ...facts }), input: 'record', nulls: 'absent' };
}

/** The same scope with more variables. */
export function withVariables(scope: ExpressionScope, more: Names): ExpressionScope {
  return { ...scope, variables: new Map([...scope.variables, ...Object.entries(more)]) };
}

const replyFacts = { page: 'any', status: 'any', headers: 'any', sent: 'any' } as const;

function scopeMap(names: Names): ReadonlyMap<string, KnownNames> {
  return new Map<string, KnownNames>([...Object.entries(names), ['nothing', 'any']]);
}
