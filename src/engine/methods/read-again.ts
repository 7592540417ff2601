import { PatchbayError } from '../../errors.ts';
import type { Item } from '../sources/source.ts';
import type { MethodContext } from './context.ts';
import { findNative } from './find-native.ts';
import { findInside, insideScope } from './inside.ts';

/**
 * The record that a write was about, as it is now.
 *
 * @throws PROVIDER_OUTCOME_UNKNOWN: the write was done, so nobody is to do it again because of what happened behind it
 */
export async function readAgain(id: string | undefined, { call, plan, run }: MethodContext): Promise<Item> {
  const { inside } = plan.mapping;
  try {
    const item = inside
      ? await findInside(insideScope(plan, inside, run), id ?? '')
      : await findNative(plan, id, [], run);
    if (item) return item;
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    throw unreadable(call.method, id, error.message, error);
  }
  throw unreadable(call.method, id, 'the provider has no such record.');
}

function unreadable(method: string, id: string | undefined, why: string, cause?: PatchbayError): PatchbayError {
  return new PatchbayError(
    'PROVIDER_OUTCOME_UNKNOWN',
    `The ${method} was done${id === undefined ? '' : ` (${id})`}, but the record could not be read again: ${why} Do not send it again.`,
    { sent: true, ...(cause ? { cause } : {}), ...(cause?.facts.provider ? { provider: cause.facts.provider } : {}) },
  );
}
