import type { FunctionDefinition } from '../../expressions/expression.ts';
import type { KnownNames } from './known-names.ts';

/** What holds at the place of an expression. */
export interface ExpressionScope {
  /** Variables that may be read, and what is known of their properties. */
  readonly variables: ReadonlyMap<string, KnownNames>;
  /** Functions beside the standard library. */
  readonly functions: Readonly<Record<string, FunctionDefinition>>;
  /** `none`: there is no record, a free path is a mistake. */
  readonly input: 'record' | 'none';
  /** `absent`: reading null yields nothing. `present`: null is a value and is sent. */
  readonly nulls: 'absent' | 'present';
}

type Names = Readonly<Record<string, KnownNames>>;

/** Before a call: over what the caller gave, no record yet. */
export function requestScope(variables: Names, functions: ExpressionScope['functions'] = {}): ExpressionScope {
  return { variables: scopeMap(variables), functions, input: 'none', nulls: 'present' };
}

/** After a call: over a native record. */
export function replyScope(variables: Names, functions: ExpressionScope['functions'] = {}): ExpressionScope {
  return { variables: scopeMap({ ...variables, ...replyFacts }), functions, input: 'record', nulls: 'absent' };
}

/** Over the body of one reply of the provider. */
export function pageScope(variables: Names): ExpressionScope {
  const { page: _page, ...facts } = replyFacts;
  return { variables: scopeMap({ ...variables, ...facts }), functions: {}, input: 'record', nulls: 'absent' };
}

/** The same scope with more variables. */
export function withVariables(scope: ExpressionScope, more: Names): ExpressionScope {
  return { ...scope, variables: new Map([...scope.variables, ...Object.entries(more)]) };
}

const replyFacts = { page: 'any', status: 'any', headers: 'any', sent: 'any' } as const;

function scopeMap(names: Names): ReadonlyMap<string, KnownNames> {
  return new Map<string, KnownNames>([...Object.entries(names), ['nothing', 'any']]);
}
