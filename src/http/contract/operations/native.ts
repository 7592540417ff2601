import { jsonAnswer, rateHeaderNames, type Operation, type Parameter } from '../operation.ts';
import { accountParameter, cursorParameter, idempotencyParameter, limitParameter } from '../parameters.ts';
import type { Stage } from '../stages.ts';

const tag = 'Native';

const stages: readonly Stage[] = [
  'account',
  'endpoint',
  'exchange',
  'answer',
  'refusals',
  'parameters',
  'cursor',
  'pages',
];

const parameters = [
  accountParameter,
  { ...limitParameter, description: 'Records in one answer, at most; of an endpoint that lists.' },
  { ...cursorParameter, description: 'As the last answer gave it; of an endpoint that lists.' },
];

const answers = {
  200: {
    ...jsonAnswer(
      "The provider's record as it came; of an endpoint that lists, a page of them in the frame of every list.",
      {},
    ),
    headers: rateHeaderNames,
  },
  204: { description: 'The provider answered nothing.', headers: rateHeaderNames },
};

const customParameters: readonly Parameter[] = [
  {
    name: 'path',
    in: 'path',
    required: true,
    description: "Path of the provider's API below its base URL, slashes and all.",
    schema: { type: 'string' },
  },
  accountParameter,
  {
    name: 'host',
    in: 'query',
    description: 'Another host that the definition declares; then the path begins at its root.',
    schema: { type: 'string' },
  },
];

/** One verb of `/custom/{path}`. */
export function customOperation(verb: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'): Operation {
  const name = verb.toLowerCase();
  return {
    id: `${name}Custom`,
    tag,
    summary: `${verb} any path of the provider with the account's credential.`,
    description:
      'What comes back is what the provider answered; the header X-Patchbay-Native-Status tells it from our own errors.',
    parameters: customParameters,
    others: 'Passed on as they are.',
    ...(verb === 'GET' || verb === 'HEAD' ? {} : { body: { schema: {}, required: false, mediaType: '*/*' } }),
    answers: {
      default: {
        description: "The provider's own answer.",
        content: { '*/*': { schema: {} } },
        headers: ['X-Patchbay-Native-Status'],
      },
    },
    stages: ['account', 'exchange', verb === 'GET' || verb === 'HEAD' ? 'answer' : 'write'],
  };
}

/** The provider's own endpoints. */
export const nativeOperations = {
  proxyRead: {
    id: 'readEndpoint',
    tag,
    summary: 'Call a declared endpoint of the provider that reads.',
    description: '`GET /integrations/{name}` lists them with their parameters.',
    parameters,
    others: "The endpoint's own parameters, by name.",
    answers,
    stages,
  },
  proxyWrite: {
    id: 'callEndpoint',
    tag,
    summary: 'Call a declared endpoint of the provider that is no GET.',
    description: "The body has the endpoint's own parameters by name. `GET /integrations/{name}` lists them.",
    parameters: [...parameters, idempotencyParameter],
    refuses: 'itself',
    body: { schema: { type: 'object' }, required: false },
    answers,
    stages: [...stages, 'write'],
  },
} satisfies Record<string, Operation>;
