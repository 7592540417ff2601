import type { Schema } from '../operation.ts';
import { closed, list, text } from './closed.ts';

const nullableText = { type: ['string', 'null'] };

/** A customer's connection. */
export const accountSchemas: Readonly<Record<string, Schema>> = {
  IntegratedAccount: closed(
    {
      id: text(),
      integration: text(),
      tenant_id: { ...nullableText, description: 'Your own id of the customer.' },
      metadata: {
        type: 'object',
        additionalProperties: { type: ['string', 'number', 'boolean'] },
        description: 'Your own facts.',
      },
      label: { ...nullableText, description: 'A name for people, as the provider gives it.' },
      status: text('`needs_reauth`: it has to be linked again.', ['active', 'needs_reauth']),
      status_reason: nullableText,
      auth: text('The way it was linked.'),
      credentials: list(text(), 'Names of the credentials it holds; never what they are.'),
      settings: { type: 'object', description: 'What linking found out, as far as it is no secret.' },
      external_ids: list(text(), "The provider's own names of the account."),
      created_at: { type: 'string', format: 'date-time' },
      updated_at: { type: 'string', format: 'date-time' },
    },
    { description: "A customer's connection to a provider." },
  ),
};
