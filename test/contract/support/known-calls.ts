import type { House } from './house.ts';
import type { PlacedOperation } from './document.ts';
import { quillValues } from './quill-values.ts';

/** What a call needs that the document cannot tell. */
export interface CallValues {
  /** By the names of the path's parameters. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Values of a call that should succeed with an account of this integration; undefined: the operation is not for it. */
export async function validValues(
  place: PlacedOperation,
  integration: string,
  house: House,
): Promise<CallValues | undefined> {
  const { path, operation } = place;
  const { operationId } = operation;
  const account = house.accounts.get(integration) ?? '';
  const isOfAccounts = operationId === 'linkAccount' || operationId === 'deleteAccount';
  if (integration === 'quill') return isOfAccounts ? undefined : quillValues(place, account);
  const none = { path: {}, query: {} };
  const ofAccount = { integrated_account_id: account };
  switch (operationId) {
    case 'getAccount':
      return { path: { id: account }, query: {} };
    case 'deleteAccount':
      return integration === 'slack' ? { path: { id: await linkAnother(house) }, query: {} } : undefined;
    case 'linkAccount':
      return integration === 'slack' ? { ...none, body: slackLink(house) } : undefined;
    case 'getIntegration':
      return { path: { name: integration }, query: {} };
    case 'getMethodMeta':
      return { path: { model: 'instant-messaging', resource: 'messages', method: 'list' }, query: ofAccount };
    case 'listMethodMeta':
      return { path: { model: 'instant-messaging', integration }, query: {} };
    case 'listCapabilities':
      return { path: {}, query: ofAccount };
    case 'readEndpoint':
      return { path: nativeRead[integration] ?? {}, query: ofAccount };
    case 'callEndpoint':
      return integration === 'slack'
        ? {
            path: { native: 'chat', endpoint: 'postMessage' },
            query: ofAccount,
            body: { channel: await firstId(house, 'channels', account), text: 'hello' },
          }
        : undefined;
    case 'createInstantMessagingMessages':
      return { path: {}, query: ofAccount, body: await messageBody(house, account, integration) };
    default:
      if (path.startsWith('/unified/errands/')) return undefined;
      return path.startsWith('/unified/instant-messaging/')
        ? ofUnified(path, account, house)
        : ofFixed(operationId, ofAccount);
  }
}

/** A read of each provider's own that takes no parameter. */
const nativeRead: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  slack: { native: 'auth', endpoint: 'test' },
  googlechat: { native: 'spaces', endpoint: 'list' },
  msteams: { native: 'organizations', endpoint: 'list' },
  microsoft: { native: 'organizations', endpoint: 'list' },
};

async function ofUnified(path: string, account: string, house: House): Promise<CallValues | undefined> {
  const query = { integrated_account_id: account };
  const [, resource = ''] = /^\/unified\/instant-messaging\/([a-z]+)/.exec(path) ?? [];
  if (!path.includes('{id}')) return { path: {}, query };
  const id = await firstId(house, resource, account);
  return { path: { id }, query };
}

function ofFixed(operationId: string, ofAccount: Readonly<Record<string, string>>): CallValues {
  return operationId.endsWith('Custom') ? { path: { path: 'nowhere' }, query: ofAccount } : { path: {}, query: {} };
}

const ids = new Map<string, string>();

async function firstId(house: House, resource: string, account: string): Promise<string> {
  const key = `${account}/${resource}`;
  const known = ids.get(key);
  if (known !== undefined) return known;
  const url = `${house.url}/unified/instant-messaging/${resource}?integrated_account_id=${account}&limit=1`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${house.keys.all}` } });
  const { result } = (await response.json()) as { result?: { id: string }[] };
  const id = result?.[0]?.id ?? 'none';
  ids.set(key, id);
  return id;
}

async function messageBody(house: House, account: string, integration: string): Promise<unknown> {
  const format = integration === 'msteams' ? 'html' : 'markdown';
  return { channel: { id: await firstId(house, 'channels', account) }, body: { format, content: 'Hello' } };
}

function slackLink({ slackToken }: House): unknown {
  return { integration: 'slack', auth: 'bot_token', tenant_id: 'customer-17', fields: { access_token: slackToken } };
}

async function linkAnother(house: House): Promise<string> {
  const response = await fetch(`${house.url}/integrated-accounts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.keys.all}`, 'content-type': 'application/json' },
    body: JSON.stringify(slackLink(house)),
  });
  const { id } = (await response.json()) as { id: string };
  return id;
}
