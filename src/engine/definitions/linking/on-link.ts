import { hintForName } from '../checking/nearest.ts';
import { compileAt } from '../compiling/expressions.ts';
import { namesOf, type KnownNames } from '../compiling/known-names.ts';
import { requestScope, type ExpressionScope } from '../compiling/scope.ts';
import type { OnLinkDefinition } from '../definition.ts';
import type { RequestMapping } from '../mapping.ts';
import { childPlace, entriesOf, itemsOf, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { optional, textAt } from '../reading/values.ts';
import type { EndpointIndex } from '../unified/context.ts';
import { linkRequest } from '../sources/requests.ts';

export interface OnLinkContext {
  readonly endpoints: EndpointIndex;
  /** `account` and `app`. */
  readonly facts: Readonly<Record<string, KnownNames>>;
  /** Names of the settings that an account has. */
  readonly settings: readonly string[];
  readonly reports: Reports;
}

/** What happens when an account is linked: steps in order, each may read those before it. */
export function linkOnLink(place: Place | undefined, context: OnLinkContext): OnLinkDefinition | undefined {
  if (place === undefined) return undefined;
  const { reports } = context;
  const steps: { id: string; request: RequestMapping }[] = [];
  const ids: string[] = [];
  for (const at of itemsOf(childPlace(place, 'steps'))) {
    const id = textAt(at, 'id') ?? '';
    const scope = scopeOver(ids, context);
    const request = linkRequest(at, { ...context, scope, parts: new Set(), pages: 'single', visit: () => undefined });
    if (request) steps.push({ id, request });
    ids.push(id);
  }
  // Null in an answer is as good as absent here: nothing is sent.
  const scope: ExpressionScope = { ...scopeOver(ids, context), nulls: 'absent' };
  const label = childPlace(place, 'label');
  const settings = entriesOf(childPlace(place, 'settings'));
  for (const [name, at] of settings) {
    if (context.settings.includes(name)) continue;
    const message = `The integration has no setting \`${name}\`.`;
    reports.report(
      at,
      'DEFINITION_REFERENCE',
      message,
      `${hintForName(name, context.settings)} They are declared under \`settings\`.`,
      'key',
    );
  }
  return {
    steps,
    settings: Object.fromEntries(settings.map(([name, at]) => [name, compileAt(at, scope, reports)])),
    externalId: itemsOf(childPlace(place, 'external_id')).map(at => compileAt(at, scope, reports)),
    ...optional('label', label && compileAt(label, scope, reports)),
  };
}

function scopeOver(steps: readonly string[], { facts }: OnLinkContext): ExpressionScope {
  return requestScope({ ...facts, steps: namesOf(steps) });
}
