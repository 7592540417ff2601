import { PatchbayError } from '../../errors.ts';
import type { Item } from '../sources/source.ts';
import type { MethodContext } from './context.ts';
import { doneAlready } from './done-already.ts';
import { findNative } from './find-native.ts';
import { findInside, insideScope } from './inside.ts';

const unread = 'the record could not be read again:';

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
    throw doneAlready(call.method, id, `${unread} ${error.message}`, error);
  }
  throw doneAlready(call.method, id, `${unread} the provider has no such record.`);
}
