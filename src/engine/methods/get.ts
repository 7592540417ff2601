import { PatchbayError } from '../../errors.ts';
import type { RawSingle, Single } from '../call.ts';
import type { Item } from '../sources/source.ts';
import { answerSingle } from './answer.ts';
import { checkInclude } from './check-include.ts';
import type { MethodContext } from './context.ts';
import { findNative } from './find-native.ts';
import { findInside, insideScope } from './inside.ts';

/** Serves a get: the id's parts become variables, a variant finds the native record. */
export async function runGet(context: MethodContext): Promise<Single | RawSingle> {
  const { call, plan } = context;
  checkInclude(plan, plan.includesOf(plan.method(call.method)), call.include);
  return answerSingle(await findById(context), context);
}

/**
 * The native record that the call's id names.
 *
 * @throws PROVIDER_NOT_FOUND, REQUEST_ID_INVALID, METHOD_NOT_SUPPORTED, and what the provider answers
 */
export async function findById({ call, plan, run }: MethodContext): Promise<Item> {
  plan.method('get');
  const { inside } = plan.mapping;
  const id = call.id ?? '';
  const item = inside
    ? await findInside(insideScope(plan, inside, run), id)
    : await findNative(plan, id, call.include, run);
  if (item) return item;
  throw new PatchbayError(
    'PROVIDER_NOT_FOUND',
    `${plan.integration.label} has no ${plan.resource.name} record with the id "${id}".`,
    { provider: { name: plan.integration.name }, kind: 'not_found' },
  );
}
