import type { Account } from './call.ts';
import type { Integration, SettingDefinition } from './definitions/definition.ts';

/** `$account` (settings of the account) and `$app` (facts of the registered app), declared defaults filled in. */
export function accountFacts(integration: Integration, account: Account): Readonly<Record<string, unknown>> {
  return {
    account: { ...defaultsOf(integration.settings), ...account.settings },
    app: defaultsOf(integration.app),
  };
}

function defaultsOf(definitions: Readonly<Record<string, SettingDefinition>>): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.default !== undefined) defaults[name] = definition.default;
  }
  return defaults;
}
