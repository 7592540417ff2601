import { PatchbayError } from '../../errors.ts';
import type { Single } from '../call.ts';
import type { RequestMapping, Variant } from '../definitions/definition.ts';
import { nextSlice } from '../expressions/budget.ts';
import type { Variables } from '../expressions/expression.ts';
import { decodeCallerId } from '../mapping/ids.ts';
import { recordOf } from '../mapping/page.ts';
import { evaluateRequest, sendNative } from '../mapping/request.ts';
import { isTrue } from '../mapping/tree.ts';
import { chooseVariant } from '../mapping/variant.ts';
import { extendVariables } from '../mapping/variables.ts';
import type { Run } from '../run.ts';
import { createCallSource } from '../sources/call-source.ts';
import type { Item } from '../sources/source.ts';
import { findItem } from '../sources/walk.ts';
import { toUnifiedSingle } from './answer.ts';
import type { MethodContext } from './context.ts';
import { baseVariables, resolveKey } from './open-source.ts';

/** Native pages searched for the one record that `pick` names. */
const maxPickPages = 25;

/** Serves a get: the id's parts become variables, a variant finds the native record. */
export async function runGet(context: MethodContext): Promise<Single> {
  const { call, plan, run } = context;
  const method = plan.method(call.method);
  const parts = decodeCallerId(plan.mapping.shape.key, plan.resource.name, call.id, 'id');
  const query = Object.fromEntries(call.include.map(name => [name, true]));
  const variables = baseVariables(run, { ...parts, id: call.id, query: { include: query } });
  const { variant, variables: chosen } = chooseVariant(method.variants, { run, variables, resolve: resolveKey(plan) });
  const item = await findRecord(variant, chosen, run);
  if (!item) {
    throw new PatchbayError(
      'PROVIDER_NOT_FOUND',
      `${plan.integration.label} has no ${plan.resource.name} record with the id "${call.id ?? ''}".`,
      {
        provider: { name: plan.integration.name },
        kind: 'not_found',
      },
    );
  }
  return { kind: 'single', record: await toUnifiedSingle(item, context), warnings: run.warnings };
}

async function findRecord(variant: Variant, variables: Variables, run: Run): Promise<Item | undefined> {
  const { source, pick } = variant;
  if (source.kind !== 'call') throw new PatchbayError('INTERNAL', `The variant ${variant.id} of a get has no call.`);
  if (!pick) return readOne(source.request, variables, run);
  const pages = createCallSource(source.request, variables, run, { isFiltered: true });
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
  if (reply.kind === 'empty') return undefined;
  const { status, headers, sent, body } = reply;
  const itemVariables = extendVariables(variables, { status, headers, sent, page: body });
  const native = recordOf(mapping.endpoint, reply, { variables: itemVariables, budget: run.budget });
  return { native, variables: itemVariables };
}
