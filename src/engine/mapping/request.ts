import type { RequestMapping } from '../definitions/mapping.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Variables } from '../expressions/expression.ts';
import type { Run } from '../run.ts';
import type { NativeReply, NativeRequest } from '../transport/native.ts';
import { send } from '../transport/send.ts';
import { evaluateTree } from './tree.ts';

/**
 * Evaluates a mapping's request. Path parameters that it does not name are filled from variables of the same name.
 *
 * @param input the native record for a lookup; undefined elsewhere
 */
export function evaluateRequest(
  mapping: RequestMapping,
  variables: Variables,
  run: Pick<Run, 'budget'>,
  input?: unknown,
): NativeRequest {
  nextSlice(run.budget);
  const scope = { variables, budget: run.budget };
  const evaluate = (tree: RequestMapping['path']) => (tree ? evaluateTree(tree, input, scope) : undefined);
  const path = asMap(evaluate(mapping.path));
  for (const [name, param] of Object.entries(mapping.endpoint.params)) {
    if (param.in === 'path') path[name] ??= variables[name];
  }
  return {
    endpoint: mapping.endpoint,
    path,
    query: asMap(evaluate(mapping.query)),
    headers: asMap(evaluate(mapping.headers)),
    body: evaluate(mapping.body),
  };
}

function asMap(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Sends a native request on behalf of a run. */
export function sendNative(request: NativeRequest, run: Run): Promise<NativeReply> {
  return send(request, { ...run, variables: run.facts }, run.ports);
}
