import type { AnswerSchemas } from './answer-schemas.ts';
import type { PlacedOperation } from './document.ts';
import type { House } from './house.ts';
import type { CallValues } from './known-calls.ts';

/** One call of an operation, as it is sent. */
export interface SentCall {
  readonly name: string;
  readonly values: CallValues;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Instead of the values' body: sent as it is. */
  readonly rawBody?: string;
}

/** How a call ended, and in what its answer departs from the document. */
export interface Outcome {
  readonly name: string;
  readonly status: number;
  /** Of a problem document. */
  readonly code?: string;
  readonly departures: readonly string[];
}

/** Sends a call and holds its answer to the document. */
export async function callOperation(
  place: PlacedOperation,
  call: SentCall,
  house: House,
  schemas: AnswerSchemas,
): Promise<Outcome> {
  const { verb } = place;
  const { body } = call.values;
  const content = call.rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  const headers: Record<string, string> = {};
  const given = {
    authorization: `Bearer ${house.keys.all}`,
    ...(content === undefined ? {} : { 'content-type': 'application/json' }),
    ...call.headers,
  };
  for (const [name, value] of Object.entries(given)) if (value !== undefined) headers[name] = value;
  const response = await fetch(urlOf(place, call.values, house), {
    method: verb.toUpperCase(),
    headers,
    ...(content === undefined ? {} : { body: content }),
  });
  const text = await response.text();
  const mediaType = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const departures = [
    ...(response.headers.has('x-request-id') ? [] : ['no X-Request-Id']),
    // What the provider answered to a custom call is its own affair.
    ...(response.headers.has('x-patchbay-native-status')
      ? []
      : departuresOf(place, response.status, mediaType, text, formOf(call.values), schemas)),
  ];
  const code =
    mediaType === 'application/problem+json' && text !== ''
      ? String((JSON.parse(text) as { code: unknown }).code)
      : undefined;
  return { name: call.name, status: response.status, ...(code === undefined ? {} : { code }), departures };
}

function formOf({ query }: CallValues): string | undefined {
  return query['dry_run'] === 'true' ? 'dry_run' : query['format'];
}

function urlOf({ path }: PlacedOperation, { path: parts, query }: CallValues, { url }: House): string {
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(parts[name] ?? 'missing'));
  const search = new URLSearchParams(query).toString();
  return `${url}${filled}${search === '' ? '' : `?${search}`}`;
}

function departuresOf(
  place: PlacedOperation,
  status: number,
  mediaType: string,
  text: string,
  form: string | undefined,
  schemas: AnswerSchemas,
): readonly string[] {
  const { responses } = place.operation;
  if (!Object.hasOwn(responses, String(status)) && !Object.hasOwn(responses, 'default')) {
    return [`${status} is not documented: ${text.slice(0, 300)}`];
  }
  if (text === '') return [];
  if (mediaType === 'application/x-ndjson') return linesDepartures(place, text, schemas);
  const validate = schemas.ofAnswer(place, status, mediaType, status < 300 ? form : undefined);
  if (validate === undefined) return [`${status} as ${mediaType} is not documented: ${text.slice(0, 300)}`];
  if (!mediaType.endsWith('json') || validate(JSON.parse(text))) return [];
  const errors = (validate.errors ?? []).slice(0, 3);
  return errors.map(error => `${status}: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`);
}

/** Every line but the last is a record or a warning; the last is the end mark. */
function linesDepartures(place: PlacedOperation, text: string, schemas: AnswerSchemas): readonly string[] {
  const validate = schemas.ofAnswer(place, 200, 'application/json', undefined);
  const lines = text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  const end = lines.at(-1) ?? {};
  const records = lines.slice(0, -1).filter(line => !('@warning' in line));
  const frame = { result: records, next_cursor: null, prev_cursor: null, result_count: records.length };
  return [
    ...('@end' in end ? [] : [`the stream ends with ${JSON.stringify(end).slice(0, 200)}`]),
    ...(validate?.(frame) === true ? [] : [`a line is no record: ${JSON.stringify(validate?.errors?.[0])}`]),
  ];
}
