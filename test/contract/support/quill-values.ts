import type { PlacedOperation } from './document.ts';
import type { CallValues } from './known-calls.ts';

/** Folders with the definition of the provider that can do everything, and with a model that has methods of its own. */
export const quillFolders = {
  integrations: 'test/fixtures/contract/integrations',
  models: 'test/fixtures/contract/models',
};

/** Values of a call that succeeds with an account of the provider that can do everything. */
export function quillValues({ path, operation }: PlacedOperation, account: string): CallValues {
  const query = { integrated_account_id: account };
  const name = operation.operationId;
  if (name.endsWith('Custom')) return { path: { path: 'records/channels' }, query };
  if (name in fixed) return fixed[name] ?? { path: {}, query: {} };
  const body = withKnownIds(operation.requestBody?.content['application/json']?.example);
  const takesAccount = operation.parameters.some(parameter => parameter.name === 'integrated_account_id');
  const values = { query: takesAccount ? query : {}, ...(body === undefined ? {} : { body }) };
  switch (name) {
    case 'readEndpoint':
      return { path: { native: 'records', endpoint: 'list' }, query: { ...query, kind: 'channels' } };
    case 'callEndpoint':
      return { path: { native: 'records', endpoint: 'search' }, query, body: { kind: 'channels' } };
    default:
      return { path: { id: path.startsWith('/integrated-accounts') ? account : 'x1' }, ...values };
  }
}

/** Records of every kind have the same ids there. */
function withKnownIds(example: unknown): unknown {
  if (example === undefined) return undefined;
  const text = JSON.stringify(example, (key, value: unknown) => (/^id$|_id$/.test(key) ? 'x1' : value));
  return JSON.parse(text);
}

const fixed: Readonly<Record<string, CallValues>> = {
  linkAccount: {
    path: {},
    query: {},
    body: { integration: 'quill', auth: 'token', fields: { key: 'quill-key', desk: 'd1' } },
  },
  getIntegration: { path: { name: 'quill' }, query: {} },
  getMethodMeta: { path: { model: 'errands', resource: 'tasks', method: 'sweep' }, query: { integration: 'quill' } },
  listMethodMeta: { path: { model: 'errands', integration: 'quill' }, query: {} },
};
