import type { Catalogue } from '../../engine/definitions/catalogue.ts';
import type { Integration } from '../../engine/definitions/definition.ts';
import type { ErrorRule } from '../../engine/definitions/endpoint.ts';
import type { ResourceMapping } from '../../engine/definitions/mapping.ts';
import { createBudget } from '../../engine/expressions/budget.ts';
import type { Expression } from '../../engine/expressions/expression.ts';
import type { Case, UpstreamCall } from './case.ts';
import { emptyFields, missingValues, type Records } from './filled.ts';

/** What an integration defines and no case of its shows. Empty lists everywhere mean that all is covered. */
export interface Gaps {
  /** `resource.method` without a case. */
  readonly methods: readonly string[];
  /** `resource.field` that is empty in every record of every case. */
  readonly fields: readonly string[];
  /** `resource.field=value` of an enum that the mapping can yield and no record has. */
  readonly values: readonly string[];
  /** Kinds of error that a rule names and no reply in a case has. */
  readonly kinds: readonly string[];
  /** Native endpoints that no case calls. */
  readonly endpoints: readonly string[];
  /** What happens to every provider: pages, an expired token, a rate limit. */
  readonly moments: readonly string[];
}

/** A case and the unified records that came of it. */
export interface ShownCase {
  readonly one: Case;
  readonly records: Records;
}

/** Names what the cases of an integration leave out. */
export function findGaps(integration: Integration, shown: readonly ShownCase[], models: Catalogue['models']): Gaps {
  const cases = shown.map(({ one }) => one);
  const resources = [...integration.resources.values()];
  const recordsOf = ({ resource }: ResourceMapping): Records =>
    shown.filter(({ one }) => one.call.resource === resource).flatMap(({ records }) => records);
  const schemaOf = ({ model, resource }: ResourceMapping) => models.get(model)?.resources.get(resource)?.schema ?? {};
  return {
    methods: resources.flatMap(mapping => methodsWithout(mapping, cases)),
    fields: resources.flatMap(mapping => emptyFields(mapping, recordsOf(mapping))),
    values: resources.flatMap(mapping => missingValues(mapping, schemaOf(mapping), recordsOf(mapping))),
    kinds: kindsWithout(integration, cases),
    endpoints: endpointsWithout(integration, cases),
    moments: momentsWithout(cases),
  };
}

function methodsWithout({ resource, methods }: ResourceMapping, cases: readonly Case[]): readonly string[] {
  return [...methods]
    .filter(
      ([name, { unsupported }]) =>
        unsupported === undefined && !cases.some(({ call }) => call.resource === resource && call.method === name),
    )
    .map(([name]) => `${resource}.${name}`);
}

function kindsWithout(integration: Integration, cases: readonly Case[]): readonly string[] {
  const replies = cases.flatMap(({ upstream = [] }) => upstream.map(({ reply }) => reply));
  const rules = [...integration.errors, ...[...integration.endpoints.values()].flatMap(({ errors }) => errors)];
  const missing = rules.flatMap(rule => {
    const met = replies.map(reply => kindOf(rule, reply));
    return rule.kinds.map(({ kind }) => kind).filter(kind => !met.includes(kind));
  });
  return [...new Set(missing)];
}

function kindOf(rule: ErrorRule, { body, status = 200, headers = {} }: UpstreamCall['reply']): string | undefined {
  const read = (expression: Expression | undefined) => expression?.run(body, { status, headers }, createBudget());
  const code = read(rule.code);
  if ((typeof code !== 'string' && typeof code !== 'number') || (rule.when && read(rule.when) !== true))
    return undefined;
  return rule.kinds.find(({ pattern }) => wildcard(pattern).test(String(code)))?.kind;
}

function endpointsWithout(integration: Integration, cases: readonly Case[]): readonly string[] {
  const called = cases.flatMap(({ upstream = [] }) =>
    upstream.map(({ request }) => `${request.method} ${request.path}`),
  );
  // Cases make unified calls; what an account's linking calls is reached by none.
  const whileLinking = integration.onLink?.steps.map(({ request }) => request.endpoint.name) ?? [];
  return [...integration.endpoints.values()]
    .filter(({ name }) => !whileLinking.includes(name))
    .filter(({ verb, path, file }) => {
      // A given address has no form of its own.
      if (file?.address === 'given') return !cases.some(({ expect }) => expect.file !== undefined);
      // What is interpolated may hold slashes where the template says `segments`.
      const parts = path.source.split(/(\{\{.*?\}\})/).map(part => {
        if (!part.startsWith('{{')) return escapePattern(part);
        return /\|\s*segments/.test(part) ? '.+' : '[^/]+';
      });
      return !called.some(call => new RegExp(`^${verb} .*${parts.join('')}$`).test(call));
    })
    .map(({ name }) => name);
}

function wildcard(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map(escapePattern).join('.*')}$`);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

const moments: Readonly<Record<string, (one: Case) => boolean>> = {
  'a page with more behind it': ({ expect }) => expect.next_cursor === 'present',
  'the last of several pages': ({ expect, upstream = [] }) => expect.next_cursor === null && upstream.length > 1,
  'an empty list': ({ expect }) => expect.result?.length === 0 && expect.next_cursor === null,
  'a refused token': ({ expect }) => expect.error?.code === 'PROVIDER_UNAUTHORIZED',
  'a rate limit': ({ expect }) => expect.error?.code === 'PROVIDER_RATE_LIMITED',
  'a provider in trouble': ({ expect }) => expect.error?.code === 'PROVIDER_UNAVAILABLE',
};

function momentsWithout(cases: readonly Case[]): readonly string[] {
  return Object.entries(moments)
    .filter(([, holds]) => !cases.some(holds))
    .map(([name]) => name);
}
