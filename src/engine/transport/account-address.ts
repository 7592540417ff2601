import { PatchbayError } from '../../errors.ts';
import type { Integration } from '../definitions/definition.ts';

/**
 * An address that begins with an integration's base URL, which settings of the account may be a part of.
 *
 * @throws REQUEST_INVALID when they make none; they may hold anything, so they are not quoted
 */
export function accountAddress({ label }: Integration, text: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new PatchbayError(
    'REQUEST_INVALID',
    `The settings of the account make no address of ${label}. Link it again with others.`,
  );
}
