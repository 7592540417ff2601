import type { AnswerSchemas } from './answer-schemas.ts';
import type { PlacedOperation } from './document.ts';

/** An answer as it came, whichever way it was asked for. */
export interface CameBack {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** How a call ended, and in what its answer departs from the document. */
export interface Outcome {
  readonly name: string;
  readonly status: number;
  /** Of a problem document. */
  readonly code?: string;
  readonly departures: readonly string[];
}

/**
 * Holds an answer to the document: its status, its body and its headers.
 *
 * @param form what the call chose with `format` or `dry_run`
 */
export function readOutcome(
  place: PlacedOperation,
  name: string,
  came: CameBack,
  form: string | undefined,
  schemas: AnswerSchemas,
): Outcome {
  const { status, headers, text } = came;
  const mediaType = (headers.get('content-type') ?? '').split(';')[0] ?? '';
  const isNative = headers.has('x-patchbay-native-status');
  const code =
    mediaType === 'application/problem+json' && text !== '' && !isNative
      ? String((JSON.parse(text) as { code: unknown }).code)
      : undefined;
  return {
    name,
    status,
    ...(code === undefined ? {} : { code }),
    departures: [
      ...headerDepartures(place, came, code, schemas),
      // What the provider answered to a custom call is its own affair.
      ...(isNative ? [] : bodyDepartures(place, status, mediaType, text, form, schemas)),
    ],
  };
}

/** Headers that HTTP, or the keeping of browsers from mischief, asks for; the document says nothing of them. */
const plainHeaders: readonly string[] = [
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'content-security-policy',
  'content-type',
  'cross-origin-opener-policy',
  'date',
  'keep-alive',
  'referrer-policy',
  'transfer-encoding',
  'vary',
  'x-accel-buffering',
  'x-content-type-options',
];

/** Errors of ours that the caller is always told how long to wait for. */
const waits: readonly string[] = ['STORE_UNAVAILABLE', 'OVERLOADED'];

function headerDepartures(
  place: PlacedOperation,
  { status, headers }: CameBack,
  code: string | undefined,
  schemas: AnswerSchemas,
): readonly string[] {
  const isNative = headers.has('x-patchbay-native-status');
  const documented = schemas.headersOf(place, isNative ? 'default' : String(status));
  const known = new Set([...plainHeaders, ...documented.keys()]);
  const unknown = isNative ? [] : [...headers.keys()].filter(name => !known.has(name));
  const required = [...documented].filter(([, isRequired]) => isRequired).map(([name]) => name);
  const asked = code !== undefined && waits.includes(code) ? ['retry-after'] : [];
  const missing = [...required, ...asked].filter(name => !headers.has(name));
  return [
    ...unknown.map(name => `the header ${name} is not documented for ${status}`),
    ...missing.map(name => `the header ${name} is missing on ${status}`),
  ];
}

function bodyDepartures(
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
