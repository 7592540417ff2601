import { PatchbayError } from '../errors.ts';

/** The place after which a page begins. Nothing secret: every query is bound to the caller's environment anyway. */
export interface AccountCursor {
  readonly createdAt: string;
  readonly id: string;
}

/** The cursor as the caller carries it. */
export function encodeCursor({ createdAt, id }: AccountCursor): string {
  return Buffer.from(`${createdAt}~${id}`).toString('base64url');
}

/** @throws PatchbayError REQUEST_CURSOR_INVALID */
export function decodeCursor(text: string): AccountCursor {
  const decoded = Buffer.from(text, 'base64url').toString();
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~(acc_[0-9a-z]{24})$/.exec(decoded);
  const [, createdAt, id] = match ?? [];
  if (createdAt === undefined || id === undefined || Number.isNaN(Date.parse(createdAt))) {
    throw new PatchbayError(
      'REQUEST_CURSOR_INVALID',
      'The cursor is not one this list gave out. Begin again without a cursor.',
    );
  }
  return { createdAt, id };
}
