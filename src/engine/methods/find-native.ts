import { PatchbayError } from '../../errors.ts';
import type { Endpoint } from '../definitions/endpoint.ts';
import type { RequestMapping, Variant } from '../definitions/mapping.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Variables } from '../expressions/expression.ts';
import { recordOf } from '../mapping/page.ts';
import { evaluateRequest, sendNative } from '../mapping/request.ts';
import { readResourceId } from '../mapping/resource-ids.ts';
import { isTrue } from '../mapping/tree.ts';
import { chooseVariant } from '../mapping/variant.ts';
import { extendVariables } from '../mapping/variables.ts';
import type { Plan } from '../plan.ts';
import type { Run } from '../run.ts';
import { createCallSource } from '../sources/call-source.ts';
import type { Item } from '../sources/source.ts';
import { findItem } from '../sources/walk.ts';
import type { NativeReply } from '../transport/native.ts';
import { baseVariables, resolveKey } from './open-source.ts';

/** Native pages searched for the one record that `pick` names. */
const maxPickPages = 25;

/**
 * The native record with a unified id, found as the resource's get says.
 *
 * @returns undefined when `pick` finds none
 * @throws REQUEST_ID_INVALID, and what the provider answers
 */
export async function findNative(
  plan: Plan,
  id: string | undefined,
  include: readonly string[],
  run: Run,
): Promise<Item | undefined> {
  const method = plan.method('get');
  const { parts, shapes } = readResourceId(plan.mapping, id, 'id');
  const query = { include: Object.fromEntries(include.map(name => [name, true])) };
  const variables = baseVariables(run, { ...parts, id, query });
  const chosen = chooseVariant(method.variants, { run, variables, shapes, resolve: resolveKey(plan) });
  return findRecord(chosen.variant, chosen.variables, run);
}

async function findRecord(variant: Variant, variables: Variables, run: Run): Promise<Item | undefined> {
  const { source, pick, shape } = variant;
  if (source.kind !== 'call') throw new PatchbayError('INTERNAL', `The variant ${variant.id} of a get has no call.`);
  const shaped = shape === undefined ? {} : { shape };
  if (!pick) {
    const item = await readOne(source.request, variables, run);
    return item && { ...item, ...shaped };
  }
  const pages = createCallSource(source.request, variables, run, { isFiltered: true, ...shaped });
  return findItem(
    pages,
    item => {
      nextSlice(run.budget);
      return isTrue(pick, item.native, { variables: item.variables, budget: run.budget });
    },
    maxPickPages,
  );
}

/**
 * Sends a request whose answer is one record.
 *
 * @returns undefined when the provider's rules call the answer `empty`
 */
export async function readOne(mapping: RequestMapping, variables: Variables, run: Run): Promise<Item | undefined> {
  const reply = await sendNative(evaluateRequest(mapping, variables, run), run);
  return reply.kind === 'empty' ? undefined : itemOf(mapping.endpoint, reply, variables, run);
}

/**
 * The one native record of a reply, with the variables its mapping reads.
 *
 * @throws PROVIDER_MALFORMED, or for a write PROVIDER_OUTCOME_UNKNOWN, when the reply does not hold it
 */
export function itemOf(endpoint: Endpoint, reply: NativeReply, variables: Variables, run: Run): Item {
  const { status, headers, sent, body } = reply;
  const itemVariables = extendVariables(variables, { status, headers, sent, page: body });
  return {
    native: recordOf(endpoint, reply, { variables: itemVariables, budget: run.budget }),
    variables: itemVariables,
  };
}
