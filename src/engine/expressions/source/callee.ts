import type { FunctionDefinition } from '../expression.ts';
import { isBound } from '../syntax/scope.ts';
import type { CallShape } from '../syntax/tree.ts';
import type { Emission } from './emission.ts';

/** The function a call surely calls: named directly, and not a name of the expression. */
export function calleeOf(node: CallShape, { functions }: Pick<Emission, 'functions'>): FunctionDefinition | undefined {
  const { procedure } = node;
  if (procedure.kind !== 'variable' || procedure.predicates.length > 0) return undefined;
  if (procedure.group !== undefined || procedure.keepArray) return undefined;
  return isBound(procedure.scope, procedure.name) ? undefined : functions.get(procedure.name);
}
