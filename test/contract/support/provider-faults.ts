import type { FaultEffect } from '../../../sandbox/support/fault-script.ts';

/** What the sandboxes do, and what list, get, create and download answer then, by integration. */
export type FaultRow = readonly [string, FaultEffect | undefined, Readonly<Record<string, string>>];

const reply = (status: number): FaultEffect => ({
  kind: 'reply',
  status,
  headers: { 'content-type': 'application/json' },
  body: '{}',
});

/** Nobody may send messages for an app of Microsoft 365. */
const cannot = 'METHOD_NOT_SUPPORTED';

/** The same from every operation of every integration. */
const everywhere = (code: string): Readonly<Record<string, string>> => ({
  slack: `${code} | ${code} | ${code} | ${code}`,
  googlechat: `${code} | ${code} | ${code} | ${code}`,
  msteams: `${code} | ${code} | ${code} | ${code}`,
  microsoft: `${code} | ${code} | ${cannot} | ${code}`,
});

/** The same, but that a message may have been sent; Google Chat takes a message with the same id once. */
const inDoubt = (code: string): Readonly<Record<string, string>> => ({
  ...everywhere(code),
  slack: `${code} | ${code} | PROVIDER_OUTCOME_UNKNOWN | ${code}`,
  msteams: `${code} | ${code} | PROVIDER_OUTCOME_UNKNOWN | ${code}`,
});

/** Providers in trouble: tried again where that is safe. */
export const troubles: readonly FaultRow[] = [
  ["a gateway's page", { kind: 'html', status: 502 }, inDoubt('PROVIDER_UNAVAILABLE')],
  ['a late answer of a gateway', { kind: 'html', status: 504 }, inDoubt('PROVIDER_TIMEOUT')],
  ['half an answer', { kind: 'truncate', bytes: 20 }, inDoubt('PROVIDER_UNAVAILABLE')],
  ['a broken connection', { kind: 'reset', when: 'before' }, inDoubt('PROVIDER_UNAVAILABLE')],
];

/** Providers that answer, whatever it is. After a rate limit the others hear, nothing more is sent. */
export const answers: readonly FaultRow[] = [
  [
    'nothing of the kind',
    undefined,
    {
      slack: '200 | 200 | 201 | 200',
      googlechat: '200 | 200 | 201 | 200',
      msteams: '200 | 200 | 201 | 200',
      microsoft: `200 | 200 | ${cannot} | 200`,
    },
  ],
  ['a page in place of JSON', { kind: 'html', status: 200 }, inDoubt('PROVIDER_MALFORMED')],
  ['a refusal of the values', reply(400), everywhere('PROVIDER_INVALID')],
  ['a refused token', reply(401), everywhere('PROVIDER_UNAUTHORIZED')],
  ['a missing permission', reply(403), everywhere('PROVIDER_FORBIDDEN')],
  ['nothing there', reply(404), everywhere('PROVIDER_NOT_FOUND')],
  ['a conflict', reply(409), everywhere('PROVIDER_CONFLICT')],
  ['too much at once', reply(413), everywhere('PROVIDER_TOO_LARGE')],
  ['what it does not do', reply(501), everywhere('METHOD_NOT_SUPPORTED')],
  ['a rate limit', { kind: 'rate_limit', retryAfterSeconds: 600 }, everywhere('PROVIDER_RATE_LIMITED')],
];

/** What every operation answers once the account's token has been refused; nothing is sent. */
export const afterRefusal: Readonly<Record<string, string>> = {
  slack: 'ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH',
  googlechat: 'ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH',
  msteams: 'ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH',
  microsoft: 'ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH | ACCOUNT_NEEDS_REAUTH',
};
