import { PatchbayError } from '../../errors.ts';
import type { RequestMapping } from '../definitions/mapping.ts';
import { parametersOfPaging } from '../definitions/native/pagination.ts';
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

/**
 * Adds the caller's own native parameters. They stand above what the mapping sends, but not above paging.
 *
 * @throws REQUEST_INVALID for one that the endpoint does not declare, or that paging or the path owns
 */
export function addRemoteQuery(
  request: NativeRequest,
  remoteQuery: Readonly<Record<string, string>> | undefined,
): NativeRequest {
  if (!remoteQuery) return request;
  const { endpoint } = request;
  const owned = parametersOfPaging(endpoint.pagination);
  const allowed = Object.entries(endpoint.params)
    .filter(([name, param]) => param.in === 'query' && !param.filter && !owned.includes(name))
    .map(([name]) => name);
  const unknown = Object.keys(remoteQuery).find(name => !allowed.includes(name));
  if (unknown === undefined) return { ...request, query: { ...request.query, ...remoteQuery } };
  throw new PatchbayError(
    'REQUEST_INVALID',
    `remote_query cannot set "${unknown}" of the provider's ${endpoint.name}. It can set: ${allowed.sort().join(', ') || 'nothing'}.`,
    { errors: [{ pointer: `/remote_query/${unknown}`, message: 'cannot be set here' }] },
  );
}

/** Sends a native request on behalf of a run. */
export function sendNative(request: NativeRequest, run: Run): Promise<NativeReply> {
  return send(request, { ...run, variables: run.facts }, run.ports);
}
