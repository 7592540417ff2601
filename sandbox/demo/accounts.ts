import { problemOf, type Api } from './api.ts';
import type { DemoProvider, SandboxAccount } from './providers.ts';

/** Marks the demo's accounts among the user's own. */
const tenantId = 'demo';

/**
 * Id of the demo's account of this provider: the one an earlier start linked if it still works, or else a new one.
 *
 * @throws Error with the API's own words
 */
export async function ensureAccount(api: Api, provider: DemoProvider, account: SandboxAccount): Promise<string> {
  const known = await api.call('GET', `/integrated-accounts?tenant_id=${tenantId}&integration=${provider.integration}`);
  if (known.status !== 200) throw new Error(`The API does not list accounts: ${problemOf(known)}`);
  for (const found of recordsOf(known.body)) {
    if (found.status === 'active') return String(found.id);
    await api.call('DELETE', `/integrated-accounts/${String(found.id)}`);
  }
  const linked = await api.call('POST', '/integrated-accounts', {
    integration: provider.integration,
    tenant_id: tenantId,
    metadata: { sandbox: account.label },
    ...provider.link(account),
  });
  if (linked.status !== 201)
    throw new Error(`The ${provider.integration} account was not linked: ${problemOf(linked)}`);
  return String(linked.body.id);
}

/** The records of a list. */
export function recordsOf(body: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  // A list of the API always has `result`, an array of objects.
  return (body.result ?? []) as readonly Readonly<Record<string, unknown>>[];
}
