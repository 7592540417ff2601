import { PatchbayError } from '../../errors.ts';
import type { Endpoint } from '../definitions/endpoint.ts';
import type { NativeReply } from '../transport/native.ts';
import { undeclaredSuccess } from '../transport/outcome-unknown.ts';
import type { Scope } from './tree.ts';

/**
 * The native records of a reply, by the endpoint's `items`, or its one `item`, or the body itself.
 *
 * @param scope holds `$status`, `$headers` and `$sent` beside `$account` and `$app`
 */
export function recordsOf(endpoint: Endpoint, reply: NativeReply, scope: Scope): readonly unknown[] {
  if (reply.kind === 'empty') return [];
  const expression = endpoint.items ?? endpoint.item;
  const found = expression ? expression.run(reply.body, scope.variables, scope.budget) : reply.body;
  if (found === undefined || found === null) return [];
  return Array.isArray(found) ? found : [found];
}

/**
 * The native records of a page. An answer that says nothing (204, or an error that means empty) is an empty page; one
 * that could not hold a list is not, or a walk would end as if it were complete.
 *
 * @throws PROVIDER_MALFORMED for a success without a body, or whose body is no object and no list
 */
export function recordsOfPage(endpoint: Endpoint, reply: NativeReply, scope: Scope): readonly unknown[] {
  const { kind, status, body } = reply;
  if (kind === 'empty' || status === 204 || (typeof body === 'object' && body !== null))
    return recordsOf(endpoint, reply, scope);
  throw new PatchbayError(
    'PROVIDER_MALFORMED',
    `The answer of ${endpoint.name} is ${body === undefined ? 'empty' : `a JSON ${body === null ? 'null' : typeof body}`}, so it cannot hold the list that its definition declares (${endpoint.items?.source ?? 'the body'}).`,
    { sent: true },
  );
}

/**
 * The one native record of a reply.
 *
 * @throws PROVIDER_MALFORMED when a success does not hold what the endpoint declares; PROVIDER_OUTCOME_UNKNOWN when that was
 *   a write that must not be sent twice
 */
export function recordOf(endpoint: Endpoint, reply: NativeReply, scope: Scope): unknown {
  const [record] = recordsOf(endpoint, reply, scope);
  if (record !== undefined) return record;
  const malformed = new PatchbayError(
    'PROVIDER_MALFORMED',
    `The answer of ${endpoint.name} does not hold the record that its definition declares (${endpoint.item?.source ?? endpoint.items?.source ?? 'the body'}).`,
    { sent: true },
  );
  throw undeclaredSuccess(endpoint, malformed);
}
