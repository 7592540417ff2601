import type { Account } from './call.ts';
import type { Integration, SettingDefinition } from './definitions/definition.ts';
import type { Apps } from './ports.ts';

/**
 * `$account` (settings of the account) and `$app` (facts of the registered app), declared defaults filled in. Secret
 * facts of the app are for signatures and token requests; no expression sees them.
 */
export function accountFacts(
  integration: Integration,
  account: Pick<Account, 'settings'>,
  apps: Apps,
): Readonly<Record<string, unknown>> {
  const open = Object.entries(integration.app).filter(([, { secret }]) => !secret);
  const configured = apps.facts(integration.name);
  const app = open.flatMap(([name, fact]) => {
    const value = Object.hasOwn(configured, name) ? configured[name] : fact.default;
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    account: { ...defaultsOf(integration.settings), ...account.settings },
    app: Object.fromEntries(app),
  };
}

function defaultsOf(definitions: Readonly<Record<string, SettingDefinition>>): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    if (definition.default !== undefined) defaults[name] = definition.default;
  }
  return defaults;
}
