import { htmlReply, jsonReply, escapeHtml, type ReceivedRequest, type Reply } from '../../support/http-message.ts';
import type { RateWindow } from '../../support/rate-window.ts';
import type { GoogleChatStore } from '../store/store.ts';
import { authenticate, demandScope } from './authenticate.ts';
import { applyFieldMask, parseFieldMask } from './field-mask.ts';
import { errorReply, GoogleError, invalidField } from './google-error.ts';
import { quotas, type Caller, type MediaReply, type Method, type MethodContext } from './method.ts';
import { createPaging } from './paging.ts';
import { systemParameters } from './parameters.ts';
import type { Route } from './routes.ts';
import { withoutDefaults, withoutUnset } from './unset.ts';

/** What the APIs need to answer. */
export interface Api {
  readonly store: GoogleChatStore;
  readonly rateWindow: RateWindow;
  /** `off`: only the rates of the fault script; `quotas`: the documented ones of a project, a minute. */
  readonly rates: 'off' | 'quotas';
}

/** Answers a call: checks token, scopes, quota, query and body, runs the handler, applies `fields`. */
export function callMethod(api: Api, { method, path }: Route, request: ReceivedRequest): Reply {
  const metadata = { service: method.host, method: method.rpc };
  try {
    const query = new URL(request.target, 'http://host.invalid').searchParams;
    const caller = authenticate(api.store, request, metadata);
    const wantsAdmin = query.get('useAdminAccess') === 'true' || query.get('use_admin_access') === 'true';
    const useAdminAccess = wantsAdmin && method.scopes.admin !== undefined;
    const reach = demandScope(caller, method.scopes, { useAdminAccess, metadata });
    if (useAdminAccess && !caller.isAdmin) {
      throw new GoogleError('PERMISSION_DENIED', 'The user does not have administrator privileges for Chat.');
    }
    takeQuota(api, method, caller);
    const fields = query.get('fields') ?? query.get('$fields') ?? undefined;
    const owner = pageOwnerOf(method, caller, request.path, query);
    const context: MethodContext = {
      store: api.store,
      caller,
      useAdminAccess,
      reach,
      paging: createPaging(owner),
      pageOwner: owner,
      alt: query.get('alt') === 'media' || query.get('$alt') === 'media' ? 'media' : 'json',
      hasFields: fields !== undefined,
      headers: request.headers,
      raw: request.raw,
    };
    const result = method.run(context, { path, query, json: readJson(request, method) });
    if (isMedia(result)) return result.media;
    return jsonAnswer(method, result, { fields, isPretty: query.get('prettyPrint') !== 'false' });
  } catch (error) {
    if (error instanceof GoogleError) return errorReply(error, method.form);
    throw error;
  }
}

/** Google's answer to a path it does not know. */
export function unknownPath(path: string): Reply {
  const where = `The requested URL <code>${escapeHtml(path)}</code> was not found on this server.`;
  return htmlReply(
    404,
    `<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title><p><b>404.</b> ${where}</html>`,
  );
}

/** Google's answer above the quota; it promises no `Retry-After`. */
export function rateLimited(retryAfterSeconds: number): Reply {
  const error = quotaError('MessageReads');
  const reply = errorReply(error, 'rpc');
  return retryAfterSeconds > 0
    ? { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } }
    : reply;
}

function quotaError(quota: keyof typeof quotas): GoogleError {
  const metadata = { quota_limit: `${quota}PerMinutePerProject`, quota_limit_value: String(quotas[quota]) };
  return new GoogleError(
    'RESOURCE_EXHAUSTED',
    `Quota exceeded for quota metric '${quota}' and limit '${quota} per minute'.`,
    {
      reason: 'RATE_LIMIT_EXCEEDED',
      metadata,
    },
  );
}

function takeQuota({ rates, rateWindow }: Api, { quota, form }: Method, caller: Caller): void {
  if (rates === 'off') return;
  // The quota is the project's; the Directory's is counted for each user.
  const key = form === 'rpc' ? quota : `${quota} ${caller.id}`;
  if (rateWindow.take(key, quotas[quota]) > 0) throw quotaError(quota);
}

/** Everything a page token is bound to: size, fields and format may change from page to page. */
function pageOwnerOf(method: Method, caller: Caller, path: string, query: URLSearchParams): string {
  const free = new Set([...systemParameters, 'pageSize', 'page_size', 'pageToken', 'page_token', 'maxResults']);
  const bound = [...query].filter(([name]) => !free.has(name)).map(([name, value]) => `${name}=${value}`);
  return [method.id, caller.id, path, ...bound.sort()].join('\n');
}

function readJson(request: ReceivedRequest, method: Method): unknown {
  if (method.body === undefined) {
    if (method.upload === undefined && request.raw.length > 0 && request.raw.toString('utf8').trim() !== '{}') {
      throw new GoogleError('INVALID_ARGUMENT', 'Invalid JSON payload received. The method takes no request body.');
    }
    return undefined;
  }
  if (request.raw.length === 0) return undefined;
  if (request.json === undefined) {
    throw new GoogleError(
      'INVALID_ARGUMENT',
      'Invalid JSON payload received. Unexpected token, or Content-Type is not application/json.',
    );
  }
  return request.json;
}

function isMedia(result: object): result is MediaReply {
  return 'media' in result;
}

function jsonAnswer(
  method: Method,
  result: object,
  wanted: { readonly fields: string | undefined; readonly isPretty: boolean },
): Reply {
  const full = method.form === 'rpc' ? withoutDefaults(result) : withoutUnset(result);
  const mask = wanted.fields === undefined || wanted.fields === '' ? 'all' : parseFieldMask(wanted.fields);
  if (mask === undefined)
    throw invalidField('fields', `Request contains an invalid argument: fields ${wanted.fields ?? ''}`);
  const body = applyFieldMask(full, mask);
  const reply = jsonReply(200, body, {
    'content-type': 'application/json; charset=UTF-8',
    vary: 'Origin, X-Origin, Referer',
  });
  return wanted.isPretty ? { ...reply, body: `${JSON.stringify(body, null, 2)}\n` } : reply;
}
