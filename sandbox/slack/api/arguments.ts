import type { ReceivedRequest } from '../../support/http-message.ts';
import type { Method } from './method.ts';
import { SlackError } from './slack-error.ts';

/** Arguments as they came, and what Slack grumbles about in an answer that is otherwise right. */
export interface GivenArguments {
  readonly values: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

/**
 * Reads the arguments of a call: query of a GET; query and form of a POST; JSON only for methods that write.
 *
 * @throws SlackError for a body that cannot be read
 */
export function readArguments(request: ReceivedRequest, row: Method): GivenArguments {
  if (request.method === 'GET') return { values: request.query, warnings: [] };
  const contentType = request.headers['content-type'] ?? '';
  const [type = '', ...attributes] = contentType.split(';').map(part => part.trim().toLowerCase());
  const charset = attributes.find(attribute => attribute.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !['utf-8', 'utf8', '"utf-8"', 'iso-8859-1'].includes(charset))
    throw new SlackError('invalid_charset');
  switch (type) {
    case '':
      if (request.raw.length > 0) throw new SlackError('missing_post_type');
      return { values: request.query, warnings: [] };
    case 'application/x-www-form-urlencoded':
    case 'multipart/form-data':
      if (request.form === undefined) throw new SlackError('invalid_form_data');
      return {
        values: { ...request.query, ...request.form },
        warnings: charset === undefined ? [] : ['superfluous_charset'],
      };
    case 'application/json':
      return { values: readJson(request, row), warnings: charset === undefined ? ['missing_charset'] : [] };
    default:
      throw new SlackError('invalid_post_type');
  }
}

function readJson(request: ReceivedRequest, row: Method): Readonly<Record<string, unknown>> {
  // Methods that read look at query and form only: what is in a JSON body is missing for them.
  if (row.kind === 'read') return request.query;
  if (request.json === undefined) throw new SlackError('invalid_json');
  if (typeof request.json !== 'object' || request.json === null || Array.isArray(request.json))
    throw new SlackError('json_not_object');
  return { ...request.query, ...request.json };
}
