import { PatchbayError } from '../../errors.ts';
import type { Integration } from '../definitions/definition.ts';
import type { Endpoint, Param } from '../definitions/endpoint.ts';
import type { OutboundRequest } from '../ports.ts';
import { accountAddress } from './account-address.ts';
import { attachCredential } from './attach.ts';
import { writeFilter } from './filter-language.ts';
import type { CustomRequest, NativeRequest, Sent } from './native.ts';
import { followDifference } from './next-link.ts';

/** Facts of the account a request is built for. */
export interface BuildScope {
  readonly settings: Readonly<Record<string, unknown>>;
  /** The chosen credential's properties; absent: a request without one. */
  readonly credential?: Readonly<Record<string, string>>;
  /** Evaluates a parameter's `from`. */
  readonly evaluate: (param: Param, sent: Sent) => unknown;
}

/**
 * Fills in what the caller's mapping left to the endpoint: literal defaults, then `from` expressions.
 *
 * @throws REQUEST_FILTER_MISSING when a required parameter stays absent
 */
export function fillParams(request: NativeRequest, scope: BuildScope): Sent {
  const path = { ...request.path };
  const query = { ...request.query };
  const headers = { ...request.headers };
  const body = isMap(request.body) ? { ...request.body } : request.body;
  const sent = { path, query, headers, body };
  const places: Record<Param['in'], Record<string, unknown>> = {
    path,
    query,
    header: headers,
    body: isMap(body) ? body : {},
  };
  for (const [name, param] of Object.entries(request.endpoint.params)) {
    const place = places[param.in];
    if (place[name] !== undefined) continue;
    const value = param.from ? scope.evaluate(param, sent) : param.default;
    if (value !== undefined) place[name] = value;
  }
  for (const [name, param] of Object.entries(request.endpoint.params)) {
    const place = places[param.in];
    if (param.filter && isMap(place[name])) place[name] = writeFilter(param.filter, place[name]);
    if (param.required && place[name] === undefined) throw missingParam(request.endpoint, name);
  }
  const filledBody = body === undefined && Object.keys(places.body).length > 0 ? places.body : body;
  return { path, query, headers, body: filledBody };
}

function missingParam(endpoint: Endpoint, name: string): PatchbayError {
  return new PatchbayError(
    'REQUEST_FILTER_MISSING',
    `The provider's endpoint ${endpoint.name} needs "${name}", and nothing in this call gives it. Add the filter or field it is filled from.`,
  );
}

/** The address of a request without its credential; for a later page that a link leads to, that of the first. */
export function buildFirstUrl(integration: Integration, request: NativeRequest, sent: Sent, scope: BuildScope): URL {
  const { endpoint } = request;
  if (request.custom) return request.custom.url;
  if (request.file?.url) return new URL(request.file.url);
  const names = { account: scope.settings };
  const base = (endpoint.baseUrl ?? integration.baseUrl).render(names);
  const url = accountAddress(integration, base + endpoint.path.render({ ...sent.path, ...names }));
  appendQuery(url, endpoint, sent.query);
  return url;
}

/** Turns a filled request into one that can be sent. The credential goes in here and nowhere else. */
export function buildRequest(
  integration: Integration,
  request: NativeRequest,
  sent: Sent,
  scope: BuildScope,
): Omit<OutboundRequest, 'signal'> {
  const { endpoint } = request;
  if (request.custom) return buildCustom(integration, request.custom, scope);
  const first = buildFirstUrl(integration, request, sent, scope);
  const url = request.link ? followDifference(first, request.link) : first;
  const headers: Record<string, string> = {
    accept: endpoint.file ? '*/*' : 'application/json',
    ...request.file?.headers,
  };
  for (const [name, template] of Object.entries(endpoint.headers)) {
    headers[name.toLowerCase()] = template.render({ account: scope.settings });
  }
  for (const [name, value] of Object.entries(sent.headers)) {
    if (value !== undefined && value !== null) headers[name.toLowerCase()] = headerText(endpoint, name, value);
  }
  if (scope.credential) {
    attachCredential(integration, { url, headers }, { credential: scope.credential, account: scope.settings });
  }
  const body = encodeBody(endpoint, sent.body, headers);
  return {
    method: endpoint.verb,
    url,
    headers,
    hosts: scope.credential ? integration.hosts : [...integration.hosts, ...integration.bareHosts],
    ...(body === undefined ? {} : { body }),
    ...(endpoint.timeoutMs === undefined ? {} : { timeoutMs: endpoint.timeoutMs }),
  };
}

function buildCustom(
  integration: Integration,
  custom: CustomRequest,
  { settings, credential = {} }: BuildScope,
): Omit<OutboundRequest, 'signal'> {
  const url = new URL(custom.url);
  const headers = { ...custom.headers };
  attachCredential(integration, { url, headers }, { credential, account: settings });
  const { method, body } = custom;
  return { method, url, headers, hosts: integration.hosts, ...(body === undefined ? {} : { body }) };
}

function appendQuery(url: URL, endpoint: Endpoint, query: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue;
    if (!Array.isArray(value)) {
      url.searchParams.append(name, scalarText(endpoint, name, value));
    } else if (endpoint.params[name]?.style === 'repeat') {
      for (const entry of value) url.searchParams.append(name, scalarText(endpoint, name, entry));
    } else {
      url.searchParams.append(name, value.map(entry => scalarText(endpoint, name, entry)).join(','));
    }
  }
}

function encodeBody(endpoint: Endpoint, body: unknown, headers: Record<string, string>): string | undefined {
  if (body === undefined || endpoint.body === 'none') return undefined;
  if (endpoint.body === 'json') {
    headers['content-type'] = 'application/json; charset=utf-8';
    return JSON.stringify(body);
  }
  headers['content-type'] = 'application/x-www-form-urlencoded';
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(isMap(body) ? body : {})) {
    if (value === undefined || value === null) continue;
    form.append(name, typeof value === 'object' ? JSON.stringify(value) : scalarText(endpoint, name, value));
  }
  return form.toString();
}

function scalarText(endpoint: Endpoint, name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new PatchbayError(
    'MAPPING_FAILED',
    `The mapping gives the parameter "${name}" of ${endpoint.name} ${Array.isArray(value) ? 'a list' : 'an object'}; a text, number or boolean is needed there.`,
  );
}

function headerText(endpoint: Endpoint, name: string, value: unknown): string {
  const text = scalarText(endpoint, name, value);
  if (!/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) return text;
  throw new PatchbayError('REQUEST_INVALID', `The value for the header "${name}" contains a control character.`);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
