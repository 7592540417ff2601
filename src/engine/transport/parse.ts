import { PatchbayError } from '../../errors.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Endpoint } from '../definitions/endpoint.ts';
import type { InboundReply } from '../ports.ts';

const deepestNesting = 64;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a reply's body once. An error reply may carry anything (a gateway's HTML): what is no JSON is then left out, as
 * the status already says what happened.
 *
 * @throws PROVIDER_MALFORMED when a success carries no readable JSON; never with a byte of the body
 */
export function parseBody(integration: Integration, endpoint: Endpoint, reply: InboundReply): unknown {
  if (reply.body.byteLength === 0) return undefined;
  const isSuccess = reply.status >= 200 && reply.status < 300;
  try {
    const body: unknown = JSON.parse(decoder.decode(reply.body));
    if (isDeeperThan(body, deepestNesting))
      throw malformed(integration, endpoint, reply, `nested deeper than ${deepestNesting} levels`);
    return body;
  } catch (error) {
    if (error instanceof PatchbayError) throw error;
    if (!isSuccess) return undefined;
    throw malformed(integration, endpoint, reply, 'not JSON');
  }
}

/** The body of a reply that may be anything; undefined when it is no JSON, or nested too deep to look into. */
export function readJson(body: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(decoder.decode(body));
    return isDeeperThan(value, deepestNesting) ? undefined : value;
  } catch {
    return undefined;
  }
}

function malformed(integration: Integration, endpoint: Endpoint, reply: InboundReply, how: string): PatchbayError {
  const type = (reply.headers['content-type'] ?? 'no content type').slice(0, 100);
  return new PatchbayError(
    'PROVIDER_MALFORMED',
    `${integration.label} answered ${endpoint.name} with HTTP ${reply.status} and ${reply.body.byteLength} bytes of ${type} that are ${how}.`,
    { provider: { name: integration.name, status: reply.status }, sent: true },
  );
}

/** Recursion ends at the limit, so hostile nesting cannot overflow the stack. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const child of Array.isArray(value) ? value : Object.values(value)) {
    if (isDeeperThan(child, levels - 1)) return true;
  }
  return false;
}
