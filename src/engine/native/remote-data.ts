import { PatchbayError } from '../../errors.ts';
import type { NativeRequest } from '../transport/native.ts';
import { callersParams, readParameters } from './parameters.ts';

/**
 * Lays a caller's native parameters over what a mapping sends. What the path holds is the call's own: it says which
 * record is meant.
 *
 * @param values by name, as the body's `remote_data` has them
 * @throws REQUEST_BODY_INVALID for one that the endpoint does not declare, or of another type than declared
 */
export function addRemoteData(request: NativeRequest, values: Readonly<Record<string, unknown>>): NativeRequest {
  const { endpoint } = request;
  const declared = new Map([...callersParams(endpoint)].filter(([, param]) => param.in !== 'path'));
  const { places, errors } = readParameters(endpoint, declared, { from: 'body', values });
  if (errors.length > 0) {
    const below = errors.map(({ pointer, message }) => ({ pointer: `/remote_data${pointer}`, message }));
    const listed = below.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
    const names = [...declared.keys()].sort().join(', ') || 'nothing';
    const message = `remote_data does not fit the provider's ${endpoint.name}: ${listed}. It can set: ${names}.`;
    throw new PatchbayError('REQUEST_BODY_INVALID', message, { errors: below });
  }
  const body = typeof request.body === 'object' && request.body !== null ? request.body : {};
  const hasBody = Object.keys(places.body).length > 0;
  return {
    ...request,
    query: { ...request.query, ...places.query },
    headers: { ...request.headers, ...places.header },
    body: hasBody ? { ...body, ...places.body } : request.body,
  };
}
