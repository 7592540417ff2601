import { jsonAnswer, schemaRef, type Operation, type Parameter } from '../operation.ts';
import { accountParameter } from '../parameters.ts';
import { list, page } from '../schemas/closed.ts';

const tag = 'Catalogue';

const integrationParameter: Parameter = {
  name: 'integration',
  in: 'query',
  description: 'Of this integration alone.',
  schema: { type: 'string' },
};

const subject: readonly Parameter[] = [
  integrationParameter,
  {
    ...accountParameter,
    required: false,
    description: 'What this account can do, by its credentials and known scopes.',
  },
];

/** What is served, and what it can do. */
export const catalogueOperations = {
  integrations: {
    id: 'listIntegrations',
    tag,
    summary: 'List the integrations that are served, and what is wrong with those that are not.',
    answers: {
      200: jsonAnswer(
        'Every integration.',
        page(schemaRef('Integration'), { problems: list(schemaRef('DefinitionProblem')) }),
      ),
    },
  },
  integration: {
    id: 'getIntegration',
    tag,
    summary: 'Get one integration: how to link it, what it does, its native endpoints.',
    answers: { 200: jsonAnswer('The integration.', schemaRef('IntegrationDetail')) },
    stages: ['integration'],
  },
  models: {
    id: 'listModels',
    tag,
    summary: 'List the unified models with their resources, schemas, filters and methods.',
    answers: { 200: jsonAnswer('Every model.', page(schemaRef('UnifiedModel'))) },
  },
  capabilities: {
    id: 'listCapabilities',
    tag,
    summary: 'What each integration does for each method of each resource, and why not more.',
    description: 'Of an account only what its credentials and, where they are known, its scopes allow.',
    parameters: subject,
    answers: {
      200: jsonAnswer(
        'The coverage matrix, a record a cell.',
        page(schemaRef('Capability'), { 'account?': schemaRef('AccountAccess') }),
      ),
    },
    stages: ['integration', 'account'],
  },
  methodMeta: {
    id: 'getMethodMeta',
    tag,
    summary: 'Everything about one method before it is called.',
    description: 'Either `integrated_account_id` or `integration` is needed.',
    parameters: subject,
    answers: { 200: jsonAnswer('The method.', schemaRef('MethodMeta')) },
    stages: ['model', 'integration', 'account', 'method'],
  },
  modelMeta: {
    id: 'listMethodMeta',
    tag,
    summary: 'The same of every method that an integration has for a model.',
    answers: { 200: jsonAnswer('The methods.', page(schemaRef('MethodMeta'))) },
    stages: ['model', 'integration'],
  },
} satisfies Record<string, Operation>;
