import { LinkBody } from '../../link-body.ts';
import { jsonAnswer, schemaRef, type Operation, type Parameter } from '../operation.ts';
import { cursorParameter, limitParameter } from '../parameters.ts';
import { closed, page, text } from '../schemas/closed.ts';

const tag = 'Integrated accounts';
const account = schemaRef('IntegratedAccount');

const filter = (name: string, description: string): Parameter => ({
  name,
  in: 'query',
  description,
  schema: { type: 'string' },
});

/** Linking, finding and removing customers' connections. */
export const accountOperations = {
  link: {
    id: 'linkAccount',
    tag,
    summary: 'Link an account with credentials you have.',
    description:
      'They are proved with the provider, encrypted, and never shown again. `GET /integrations` tells the ways.',
    body: {
      schema: { ...LinkBody },
      required: true,
      example: {
        integration: 'acme',
        tenant_id: 'customer-17',
        auth: 'bot_token',
        fields: { access_token: 'acme-…' },
      },
    },
    answers: { 201: { ...jsonAnswer('The account.', account), headers: ['Location'] } },
    stages: ['exchange', 'answer', 'refusals', 'parameters'],
  },
  list: {
    id: 'listAccounts',
    tag,
    summary: 'List the accounts of your environment, newest first.',
    parameters: [
      limitParameter,
      cursorParameter,
      filter('tenant_id', 'Of this customer.'),
      filter('integration', 'Of this provider.'),
      {
        name: 'metadata',
        in: 'query',
        description: 'With these facts: `metadata[plan]=pro`.',
        style: 'deepObject',
        explode: true,
        schema: { type: 'object', additionalProperties: { type: 'string' } },
      },
    ],
    answers: { 200: jsonAnswer('A page of accounts.', page(account)) },
    stages: ['cursor'],
  },
  get: {
    id: 'getAccount',
    tag,
    summary: 'Get one account.',
    answers: { 200: jsonAnswer('The account.', account) },
    stages: ['account'],
  },
  delete: {
    id: 'deleteAccount',
    tag,
    summary: 'Remove an account with its credentials.',
    answers: { 200: jsonAnswer('It is gone.', closed({ id: text() })) },
    stages: ['account'],
  },
} satisfies Record<string, Operation>;
