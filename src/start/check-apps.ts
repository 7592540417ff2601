import type { ConfiguredApps } from '../config/apps.ts';
import { hintForName } from '../engine/definitions/checking/nearest.ts';
import type { Catalogue } from '../engine/definitions/catalogue.ts';
import type { Integration } from '../engine/definitions/definition.ts';
import type { Log } from '../engine/ports.ts';
import { PatchbayError } from '../errors.ts';

/** What every registered app has, declared or not. */
const shared: ReadonlySet<string> = new Set(['client_id', 'client_secret']);

/**
 * Holds the operator's apps against the definitions that declare their facts. An app of an integration that is not loaded
 * is only logged: its definition may have been refused, or come later.
 *
 * @throws PatchbayError CONFIG_INVALID with every mistake; no message holds a value
 */
export function checkApps(apps: ConfiguredApps, catalogue: Catalogue, log: Log): void {
  const problems = apps.integrations.flatMap(name => {
    const integration = catalogue.integrations.get(name);
    if (integration) return mistakesIn(integration, apps.facts(name));
    log.warn(
      { integration: name, loaded: [...catalogue.integrations.keys()] },
      'an app is configured for an integration that is not loaded',
    );
    return [];
  });
  if (problems.length === 0) return;
  throw new PatchbayError('CONFIG_INVALID', `The configuration is not valid:\n  - ${problems.join('\n  - ')}`);
}

function mistakesIn({ name, app }: Integration, facts: ReturnType<ConfiguredApps['facts']>): readonly string[] {
  return Object.entries(facts).flatMap(([fact, value]) => {
    const declared = Object.hasOwn(app, fact) ? app[fact] : undefined;
    if (declared === undefined && shared.has(fact)) return [];
    if (declared === undefined) {
      const hint = hintForName(fact, [...shared, ...Object.keys(app)]);
      return [`PATCHBAY_APPS gives "${name}" the fact "${fact}", which its definition does not declare. ${hint}`];
    }
    const fits = declared.type === 'integer' ? Number.isInteger(value) : typeof value === declared.type;
    return fits
      ? []
      : [`PATCHBAY_APPS gives "${fact}" of "${name}" in a wrong form: ${article[declared.type]} is needed.`];
  });
}

const article = { string: 'a text', integer: 'a whole number', boolean: 'true or false' } as const;
