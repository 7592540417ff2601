import type { ErrorCode } from '../../../src/errors.ts';
import type { AccountName, Bench, DoorName } from './bench.ts';
import type { SentCall } from './calls.ts';
import type { PlacedOperation } from './document.ts';
import type { CallValues } from './known-calls.ts';
import { quillValues } from './quill-values.ts';
import type { Mood } from './quill.ts';

/** Errors of definitions and of the start are met by whoever writes and starts them, and by no operation. */
export type MetByNobody =
  | 'EXPRESSION_SYNTAX'
  | 'EXPRESSION_INVALID'
  | 'DEFINITION_SYNTAX'
  | 'DEFINITION_INVALID'
  | 'DEFINITION_REFERENCE'
  | 'DEFINITION_LINT'
  | 'CONFIG_INVALID';

type Call = Omit<SentCall, 'name'>;
type MakeCall = (place: PlacedOperation, bench: Bench) => Call | Promise<Call>;

/** How an error is provoked at every operation that documents it. */
export interface Provocation {
  /** Default `plain`. */
  readonly at?: (place: PlacedOperation) => DoorName;
  /** Default: the provider answers as usual. */
  readonly mood?: (place: PlacedOperation) => Mood | undefined;
  /** Default: a call that would succeed. */
  readonly call?: MakeCall;
}

const always =
  <T>(value: T) =>
  (): T =>
    value;

const isLink = ({ operation }: PlacedOperation): boolean => operation.operationId === 'linkAccount';
const isCustom = ({ operation }: PlacedOperation): boolean => operation.operationId.endsWith('Custom');

/** The call that succeeds, with other values. */
const changed =
  (change: (values: CallValues, place: PlacedOperation, bench: Bench) => CallValues): MakeCall =>
  (place, bench) => ({ values: change(quillValues(place, bench.accounts.plain), place, bench) });

const withQuery = (values: CallValues, query: Readonly<Record<string, string>>): CallValues => ({
  ...values,
  query: { ...values.query, ...query },
});

const withPath = (values: CallValues, path: Readonly<Record<string, string>>): CallValues => ({
  ...values,
  path: { ...values.path, ...path },
});

const withHeaders =
  (headers: (bench: Bench, place: PlacedOperation) => Readonly<Record<string, string | undefined>>): MakeCall =>
  (place, bench) => ({ values: quillValues(place, bench.accounts.plain), headers: headers(bench, place) });

/** The same call for another account; what links one is given other fields. */
const asAccount =
  (name: AccountName, link: Readonly<Record<string, unknown>> = {}): MakeCall =>
  (place, bench) => {
    const values = quillValues(place, bench.accounts[name]);
    return { values: isLink(place) ? { ...values, body: { integration: 'quill', auth: 'token', ...link } } : values };
  };

/** The same call for an account that nothing has happened to. */
const asFresh: MakeCall = async (place, bench) => ({ values: quillValues(place, await bench.fresh()) });

/** Written to the socket behind the line that asks for the operation. */
const raw =
  (bytes: string | ((place: PlacedOperation, bench: Bench) => string)): MakeCall =>
  (place, bench) => ({
    values: quillValues(place, bench.accounts.plain),
    raw: typeof bytes === 'string' ? bytes : bytes(place, bench),
  });

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Mood =>
  () => ({ status: code, headers, body: { ok: false } });

/** The answer as usual, with other facts beside and in its records. */
const changedFacts =
  (facts: object): Mood =>
  usual => {
    const { record, records, me } = (typeof usual.body === 'object' ? usual.body : {}) as Record<string, object>;
    return {
      ...usual,
      body: {
        ...(typeof usual.body === 'object' ? usual.body : {}),
        ...facts,
        ...(me ? { me } : {}),
        ...(record ? { record: { ...record, ...facts } } : {}),
        ...(Array.isArray(records) ? { records: records.map((one: object) => ({ ...one, ...facts })) } : {}),
      },
    };
  };

const strange = status(799);
const refusedForGood: Mood = () => ({ status: 200, body: { ok: false, error: 'gone' } });
const html: Mood = () => ({ status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Welcome</h1>' });
const circle: Mood = (usual, url) => ({
  ...usual,
  body: { ok: true, records: [], next: url.includes('cursor=one') ? 'two' : 'one' },
});

const withHeader =
  (name: string, value: string): Mood =>
  usual => ({ ...usual, headers: { ...usual.headers, [name]: value } });

const longBody = changedFacts({ words: 'long '.repeat(50) });
const longHead = withHeader('x-words', 'long '.repeat(10_000));

/** Every value that names a record of another resource. */
function withWrongIds(values: CallValues, { path, operation, verb }: PlacedOperation): CallValues {
  if (path.includes('{id}')) return withPath(values, { id: '!' });
  if (verb === 'get') {
    const filters = operation.parameters.filter(({ schema }) => 'id' in (schema.properties ?? {}));
    return withQuery(values, Object.fromEntries(filters.map(({ name }) => [`${name}[id]`, '!'])));
  }
  const body = JSON.stringify(values.body, (key, value: unknown) => (/^id$|_id$/.test(key) ? '!' : value));
  return { ...values, body: JSON.parse(body) as unknown };
}

/** How each error there is is provoked. A code without a row does not compile. */
export const provocations: Readonly<Record<Exclude<ErrorCode, MetByNobody>, Provocation>> = {
  REQUEST_INVALID: { call: raw('Host: one\r\nHost: two\r\nConnection: close\r\n\r\n') },
  REQUEST_TOO_LARGE: { call: raw(`Host: one\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`) },
  REQUEST_TIMEOUT: { at: always('impatient'), call: raw('Host: one\r\nX-Never: ') },
  REQUEST_MEDIA_UNSUPPORTED: {
    call: (place, bench) => ({
      values: quillValues(place, bench.accounts.plain),
      rawBody: '<a/>',
      headers: { 'content-type': 'text/xml' },
    }),
  },
  REQUEST_BODY_INVALID: {
    call: (place, bench) => ({ values: quillValues(place, bench.accounts.plain), rawBody: '{"nonsense":{"a":1}}' }),
  },
  REQUEST_FILTER_UNKNOWN: { call: changed(values => withQuery(values, { nonsense: '1' })) },
  REQUEST_FILTER_MISSING: { call: asAccount('bare', { fields: { key: 'quill-key' } }) },
  REQUEST_ID_INVALID: { call: changed(withWrongIds) },
  REQUEST_CURSOR_INVALID: { call: changed(values => withQuery(values, { next_cursor: 'nonsense' })) },
  ACCESS_KEY_MISSING: { call: withHeaders(() => ({ authorization: undefined })) },
  ACCESS_KEY_INVALID: { call: withHeaders(() => ({ authorization: 'Bearer pb_live_x' })) },
  ACCESS_FORBIDDEN: {
    call: withHeaders(({ workshop: { keys } }, { path }) => ({
      authorization: `Bearer ${path.startsWith('/integrated-accounts') ? keys.readOnly : keys.manageOnly}`,
    })),
  },
  ROUTE_NOT_FOUND: { call: changed(values => withPath(values, { endpoint: 'nowhere' })) },
  MODEL_NOT_FOUND: { call: changed(values => withPath(values, { model: 'nowhere' })) },
  INTEGRATION_NOT_FOUND: {
    call: changed((values, { path }) =>
      /\{(name|integration)\}/.test(path)
        ? withPath(values, { name: 'nowhere', integration: 'nowhere' })
        : { ...values, query: { integration: 'nowhere' } },
    ),
  },
  ACCOUNT_NOT_FOUND: {
    call: changed((values, { path }) =>
      path === '/integrated-accounts/{id}'
        ? withPath(values, { id: 'acc_none' })
        : { ...values, query: { ...values.query, integrated_account_id: 'acc_none' } },
    ),
  },
  METHOD_NOT_SUPPORTED: {
    call: (place, bench) =>
      place.operation.operationId === 'getMethodMeta'
        ? { values: { ...quillValues(place, ''), query: { integration: 'slack' } } }
        : asAccount(isCustom(place) ? 'stray' : 'guest', { auth: 'visit', fields: { key: 'guest-key' } })(place, bench),
  },
  ACCOUNT_NEEDS_REAUTH: {
    mood: place => (isLink(place) ? refusedForGood : undefined),
    call: asAccount('dead', { fields: { key: 'quill-key', desk: 'd1' } }),
  },
  PROVIDER_UNAUTHORIZED: {
    mood: always(status(401)),
    call: asFresh,
  },
  PROVIDER_FORBIDDEN: { mood: always(status(403)) },
  PROVIDER_NOT_FOUND: { mood: always(status(404)) },
  PROVIDER_CONFLICT: { mood: always(status(409)) },
  PROVIDER_INVALID: { mood: always(status(422)) },
  PROVIDER_TOO_LARGE: { mood: always(status(413)) },
  // What a provider says to a custom call is passed on; a bound of ours is not.
  PROVIDER_RATE_LIMITED: {
    at: place => (isCustom(place) ? 'busy' : 'refused'),
    mood: always(status(429, { 'retry-after': '600' })),
    call: (place, bench) => asAccount(isCustom(place) ? 'greedy' : 'plain', linkable)(place, bench),
  },
  PROVIDER_UNAVAILABLE: { at: always('unplugged') },
  PROVIDER_TIMEOUT: { at: always('late') },
  PROVIDER_MALFORMED: { mood: place => (isCustom(place) ? strange : html) },
  PROVIDER_PAGINATION_LOOP: { mood: always(circle) },
  PROVIDER_RESPONSE_TOO_LARGE: { at: always('small'), mood: place => (place.verb === 'head' ? longHead : longBody) },
  PROVIDER_OUTCOME_UNKNOWN: {
    at: always('broke'),
    mood: always((): 'close' => 'close'),
    call: (place, bench) => {
      const { values, ...more } = quillCall(place, bench, 'once');
      const isProxy = place.operation.operationId === 'callEndpoint';
      return { ...more, values: isProxy ? withPath(values, { endpoint: 'write_once' }) : values };
    },
  },
  EGRESS_BLOCKED: { at: always('inward') },
  MAPPING_FAILED: { call: asAccount('wide', { fields: { key: 'quill-key', desk: 'd1', lens: 'wide' } }) },
  // What is written once answers its record, whatever it is.
  MODEL_MISMATCH: { mood: always(changedFacts({ moment: 'yesterday' })), call: asAccount('once') },
  EXPRESSION_FAILED: { mood: always(withHeader('x-weight', 'heavy')) },
  EXPRESSION_BUDGET: { mood: always(withHeader('x-size', '5000000')) },
  STORE_UNAVAILABLE: { at: always('storeless') },
  OVERLOADED: { at: place => (place.path === '/readyz' ? 'leaving' : 'busy'), call: asFresh },
  INTERNAL: { at: always('broken') },
};

/** Fields that an account can be linked with. */
const linkable = { fields: { key: 'quill-key', desk: 'd1' } };

function quillCall(place: PlacedOperation, { accounts }: Bench, name: AccountName): Call {
  return { values: quillValues(place, accounts[name]) };
}

/**
 * Errors that an operation documents and that nothing brings about there, with the reason: `CODE operation`. An entry that
 * can be provoked after all fails, as does one that nothing documents.
 */
export const beyondProvocation: Readonly<Record<string, string>> = {
  'REQUEST_ID_INVALID sweepErrandsTasks': 'Nothing in its body names a record.',
  'INTERNAL getLiveness': 'It does nothing that could fail.',
  'INTERNAL getReadiness': 'It asks the database for nothing that a statement could be wrong about.',
  'INTERNAL getOpenapi': 'The document is made of what was loaded.',
  'INTERNAL getReference': 'The page is a text of the program.',
  'INTERNAL getReferenceStart': 'The script is a text of the program.',
  'INTERNAL getReferenceDemo': 'A file of the demo that cannot be read is none.',
};
