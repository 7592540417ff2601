import type { PlacedOperation } from './document.ts';
import type { SentCall } from './calls.ts';
import type { House } from './house.ts';
import type { CallValues } from './known-calls.ts';

/** A call that should fail, and the codes it may fail with. */
export interface FailingCall extends SentCall {
  readonly expected: readonly string[];
}

/** Further calls that should succeed where a valid one does: other forms, fields, a stream. */
export function variationsOf({ operation }: PlacedOperation, values: CallValues): readonly SentCall[] {
  const known = operation.parameters.map(({ name }) => name);
  const withQuery = (name: string, query: Readonly<Record<string, string>>): SentCall => ({
    name,
    values: { ...values, query: { ...values.query, ...query } },
  });
  const isList = known.includes('next_cursor') && known.includes('fields');
  const isRead = values.body === undefined;
  return [
    ...(known.includes('fields') ? [withQuery('fields=id', { fields: 'id' })] : []),
    ...(known.includes('include') && isRead ? [withQuery('include=remote_data', { include: 'remote_data' })] : []),
    ...(known.includes('format') && isRead
      ? [withQuery('format=raw', { format: 'raw' }), withQuery('format=debug', { format: 'debug' })]
      : []),
    ...(known.includes('dry_run') ? [withQuery('dry_run', { dry_run: 'true' })] : []),
    ...(known.includes('Range')
      ? [
          { name: 'a range', values, headers: { range: 'bytes=0-1' } },
          { name: 'a range behind the end', values, headers: { range: 'bytes=999999999-' } },
        ]
      : []),
    ...(isList ? [{ ...withQuery('a stream', { limit: '3' }), headers: { accept: 'application/x-ndjson' } }] : []),
  ];
}

/** Every mistake that the document lets a caller make with an operation. */
export function failingCalls(
  { operation, path }: PlacedOperation,
  values: CallValues,
  house: House,
): readonly FailingCall[] {
  const { parameters, requestBody, security } = operation;
  const isKeyless = security?.length === 0;
  const query = (change: Readonly<Record<string, string | undefined>>): CallValues => {
    const entries = Object.entries({ ...values.query, ...change });
    return {
      ...values,
      query: Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined)),
    };
  };
  const has = (name: string): boolean => parameters.some(parameter => parameter.name === name);
  const passesAny = path.startsWith('/custom/');
  const scopeless = path.startsWith('/integrated-accounts') ? house.keys.readOnly : house.keys.manageOnly;
  const isOpen = path === '/integrations' || path === '/integrations/{name}' || path === '/unified-models';
  const dates = parameters.filter(({ schema }) => schema.properties && 'gt' in schema.properties);
  const isJson = Object.hasOwn(requestBody?.content ?? {}, 'application/json');
  return [
    ...(isKeyless
      ? []
      : [
          { name: 'no key', values, headers: { authorization: undefined }, expected: ['ACCESS_KEY_MISSING'] },
          {
            name: 'a wrong key',
            values,
            headers: { authorization: 'Bearer pb_live_x' },
            expected: ['ACCESS_KEY_INVALID'],
          },
          ...(isOpen
            ? []
            : [
                {
                  name: 'a key for other things',
                  values,
                  headers: { authorization: `Bearer ${scopeless}` },
                  expected: ['ACCESS_FORBIDDEN'],
                },
              ]),
          ...(passesAny
            ? []
            : [
                {
                  name: 'an unknown parameter',
                  values: query({ nonsense: '1' }),
                  expected: ['REQUEST_INVALID', 'REQUEST_FILTER_UNKNOWN'],
                },
              ]),
        ]),
    ...(has('integrated_account_id')
      ? [
          {
            name: 'an account that is not there',
            values: query({ integrated_account_id: 'acc_none' }),
            expected: ['ACCOUNT_NOT_FOUND'],
          },
          {
            name: "another environment's account",
            values: query({ integrated_account_id: house.foreignAccount }),
            expected: ['ACCOUNT_NOT_FOUND'],
          },
        ]
      : []),
    ...(parameters.some(({ name, required }) => name === 'integrated_account_id' && required === true)
      ? [{ name: 'no account', values: query({ integrated_account_id: undefined }), expected: ['REQUEST_INVALID'] }]
      : []),
    ...(has('next_cursor')
      ? [
          {
            name: 'a bad cursor',
            values: query({ next_cursor: 'nonsense' }),
            expected: ['REQUEST_CURSOR_INVALID', 'REQUEST_INVALID'],
          },
        ]
      : []),
    ...(has('limit') ? [{ name: 'a bad limit', values: query({ limit: '0' }), expected: ['REQUEST_INVALID'] }] : []),
    ...(has('expand')
      ? [{ name: 'a bad expand', values: query({ expand: 'nonsense' }), expected: ['REQUEST_INVALID'] }]
      : []),
    ...(has('include')
      ? [{ name: 'a bad include', values: query({ include: 'nonsense' }), expected: ['REQUEST_INVALID'] }]
      : []),
    ...(has('fields')
      ? [{ name: 'a bad field', values: query({ fields: 'nonsense' }), expected: ['REQUEST_INVALID'] }]
      : []),
    ...(has('format')
      ? [{ name: 'a bad format', values: query({ format: 'nonsense' }), expected: ['REQUEST_INVALID'] }]
      : []),
    ...dates.map(({ name }) => ({
      name: `a bad time in ${name}`,
      values: query({ [`${name}[gt]`]: 'nonsense' }),
      expected: ['REQUEST_INVALID'],
    })),
    ...(path.startsWith('/unified/') && path.endsWith('{id}')
      ? [
          {
            name: 'a bad id',
            values: { ...values, path: { ...values.path, id: '!' } },
            expected: ['REQUEST_ID_INVALID', 'PROVIDER_NOT_FOUND'],
          },
        ]
      : []),
    ...(path === '/integrated-accounts/{id}'
      ? [
          {
            name: 'an id that is not there',
            values: { ...values, path: { id: 'acc_none' } },
            expected: ['ACCOUNT_NOT_FOUND'],
          },
          {
            name: "another environment's id",
            values: { ...values, path: { id: house.foreignAccount } },
            expected: ['ACCOUNT_NOT_FOUND'],
          },
        ]
      : []),
    ...(isJson
      ? [
          { name: 'no JSON', values, rawBody: '{', expected: ['REQUEST_INVALID'] },
          {
            name: 'another media type',
            values,
            rawBody: '<a/>',
            headers: { 'content-type': 'text/xml' },
            expected: ['REQUEST_MEDIA_UNSUPPORTED'],
          },
          {
            name: 'a body that is too large',
            values,
            rawBody: `{"a":"${'x'.repeat(1_100_000)}"}`,
            expected: ['REQUEST_TOO_LARGE'],
          },
          {
            name: 'a body of something else',
            values,
            rawBody: '{"nonsense":{"a":1}}',
            expected: ['REQUEST_BODY_INVALID', 'REQUEST_INVALID', 'METHOD_NOT_SUPPORTED'],
          },
        ]
      : []),
  ];
}
