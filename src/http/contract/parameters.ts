import { pageSizes } from '../../engine/page-sizes.ts';
import type { Parameter } from './operation.ts';

/** Whose account is called. */
export const accountParameter: Parameter = {
  name: 'integrated_account_id',
  in: 'query',
  required: true,
  description: "The customer's connection.",
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
};

/** How long a page is. */
export const limitParameter: Parameter = {
  name: 'limit',
  in: 'query',
  description: 'Records in one answer, at most. May change within a walk.',
  schema: { type: 'integer', minimum: 1, maximum: pageSizes.max, default: pageSizes.default },
};

/** Where the last answer ended. */
export const cursorParameter: Parameter = {
  name: 'next_cursor',
  in: 'query',
  description: 'As the last answer gave it, with the same other parameters.',
  schema: { type: 'string' },
};

/** The caller's own key for a write. */
export const idempotencyParameter: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Your own key for this write; handed to providers that can use it.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
};

/** The caller's own id for the call. */
export const requestIdParameter: Parameter = {
  name: 'X-Request-Id',
  in: 'header',
  description: 'Your own id for the call; it comes back and stands in the log.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9._~-]{1,128}$' },
};

/** Names separated by commas. */
export function namesParameter(name: string, description: string, values?: readonly string[]): Parameter {
  return {
    name,
    in: 'query',
    description,
    style: 'form',
    explode: false,
    schema: { type: 'array', items: { type: 'string', ...(values ? { enum: values } : {}) } },
  };
}
