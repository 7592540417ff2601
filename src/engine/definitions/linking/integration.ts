import type { Model } from '../../models/model.ts';
import { namesOf, type KnownNames } from '../compiling/known-names.ts';
import { pageScope, type ExpressionScope } from '../compiling/scope.ts';
import { compileAt } from '../compiling/expressions.ts';
import { compileTemplateAt, compileTemplates } from '../compiling/templates.ts';
import type { Integration, RetryDefinition } from '../definition.ts';
import type { Endpoint } from '../endpoint.ts';
import type { ResourceMapping } from '../mapping.ts';
import { isErrorKind, linkErrorRules } from '../native/error-rules.ts';
import { linkEndpoints } from '../native/endpoints.ts';
import { linkRates } from '../native/rates.ts';
import { childPlace, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { numberAt, optional, textAt, textsAt } from '../reading/values.ts';
import type { Steps } from '../steps.ts';
import type { EndpointIndex } from '../unified/context.ts';
import { linkAuth } from '../auth/auth.ts';
import { checkHosts } from './hosts.ts';
import { linkMappings, type MappingFiles } from './mappings.ts';
import { linkOnLink } from './on-link.ts';
import { readSettings } from './settings.ts';

/** The checked documents of one integration, `extends` already laid under. */
export interface IntegrationFiles {
  readonly name: string;
  readonly root: Place;
  /** By the name of the file, without its ending. */
  readonly natives: ReadonlyMap<string, Place>;
  readonly mappings: ReadonlyMap<string, MappingFiles>;
  /** Names of native files that have mistakes of form. */
  readonly brokenNatives: ReadonlySet<string>;
  readonly hash: string;
}

/** Links a whole integration. The result is complete only when nothing was reported. */
export function* linkIntegration(
  files: IntegrationFiles,
  models: ReadonlyMap<string, Model>,
  reports: Reports,
): Steps<Integration | undefined> {
  const { root } = files;
  const settings = readSettings(childPlace(root, 'settings'), reports);
  const app = readSettings(childPlace(root, 'app'), reports);
  const facts = { account: namesOf(Object.keys(settings)), app: namesOf(Object.keys(app)) };
  const page = pageScope(facts);
  const credential = textsAt(root, 'credential');
  const hosts = childPlace(root, 'hosts');
  const rates = linkRates(childPlace(root, 'rates'), files.natives.values(), page, reports);
  const context = { page, pagination: childPlace(root, 'pagination'), hosts, rates, credentials: credential, reports };
  const byName = new Map([...files.natives].flatMap(([file, place]) => [...linkEndpoints(file, place, context)]));
  yield;
  const endpoints = indexEndpoints(byName, files, reports);
  const baseUrl = linkBaseUrl(root, reports);
  const attach = childPlace(root, 'attach');
  const attachScope = { encode: 'raw', names: new Set(['credential', 'account']) } as const;
  const integration = {
    name: files.name,
    label: textAt(root, 'label')?.trim() ?? files.name,
    ...optional('docs', textAt(root, 'docs')),
    hosts: textsAt(root, 'hosts'),
    bareHosts: textsAt(root, 'bare_hosts'),
    app,
    settings,
    auth: linkAuth(childPlace(root, 'auth'), {
      credentials: credential,
      settings,
      hosts,
      page,
      reports,
    }),
    credential,
    attach: {
      headers: compileTemplates(attach && childPlace(attach, 'headers'), attachScope, reports),
      query: compileTemplates(attach && childPlace(attach, 'query'), attachScope, reports),
    },
    ...optional(
      'onLink',
      linkOnLink(childPlace(root, 'on_link'), { endpoints, facts, settings: Object.keys(settings), reports }),
    ),
    errors: linkErrorRules(childPlace(root, 'errors'), page, reports),
    retry: linkRetry(childPlace(root, 'retry'), page, reports),
    endpoints: byName,
    resources: yield* linkResources(files, models, { endpoints, facts, reports }),
    hash: files.hash,
  };
  return baseUrl && { ...integration, baseUrl };
}

function indexEndpoints(
  byName: ReadonlyMap<string, Endpoint>,
  { natives, brokenNatives }: IntegrationFiles,
  reports: Reports,
): EndpointIndex {
  // An endpoint that was reported while it was linked is known by its file and key.
  const declared = new Set<string>();
  for (const [file, place] of natives) {
    const endpoints = childPlace(place, 'endpoints');
    const keys = endpoints && typeof endpoints.value === 'object' ? Object.keys(endpoints.value ?? {}) : [];
    for (const key of keys) declared.add(`${file}.${key}`);
  }
  const isBroken = (name: string): boolean =>
    brokenNatives.has(name.split('.')[0] ?? '') || (reports.failed && declared.has(name) && !byName.has(name));
  return { byName, isBroken };
}

const requiredKeys = ['label', 'base_url', 'hosts'] as const;

function linkBaseUrl(root: Place, reports: Reports) {
  for (const key of requiredKeys) {
    if (childPlace(root, key)) continue;
    reports.report(root, 'DEFINITION_INVALID', `The document lacks the key \`${key}\`.`, undefined, 'key');
  }
  const place = childPlace(root, 'base_url');
  if (place === undefined) return undefined;
  checkHosts(place, childPlace(root, 'hosts'), reports);
  return compileTemplateAt(place, { encode: 'path', names: new Set(['account']) }, reports);
}

function linkRetry(place: Place | undefined, page: ExpressionScope, reports: Reports): RetryDefinition {
  const after = place && childPlace(place, 'after');
  const listed = place && childPlace(place, 'on');
  return {
    attempts: numberAt(place, 'attempts') ?? 3,
    on: listed ? textsAt(place, 'on').filter(isErrorKind) : ['rate_limited', 'unavailable', 'timeout'],
    ...optional('after', after && compileAt(after, page, reports)),
  };
}

interface ResourceContext {
  readonly endpoints: EndpointIndex;
  readonly facts: Readonly<Record<string, KnownNames>>;
  readonly reports: Reports;
}

function* linkResources(
  files: IntegrationFiles,
  models: ReadonlyMap<string, Model>,
  context: ResourceContext,
): Steps<ReadonlyMap<string, ResourceMapping>> {
  const result = new Map<string, ResourceMapping>();
  for (const [name, mappings] of files.mappings) {
    const model = models.get(name);
    // A model that is not there or has mistakes was reported with its own files.
    if (model === undefined) continue;
    for (const mapping of yield* linkMappings(model, mappings, context)) {
      result.set(`${name}/${mapping.resource}`, mapping);
    }
  }
  return result;
}
