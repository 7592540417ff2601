import { errorTable, type ErrorCode } from '../../errors.ts';
import { rateHeaderNames, schemaRef, type Schema } from './operation.ts';

/** The error answers of an operation by status, and what they refer to among the components' responses. */
export interface ErrorAnswers {
  readonly references: Readonly<Record<string, Schema>>;
  readonly responses: Readonly<Record<string, Schema>>;
}

/** One answer per status, which names the codes that it may have. */
export function errorAnswers(codes: readonly ErrorCode[], headers: Schema): ErrorAnswers {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...new Set(codes)].sort()) {
    const { status } = errorTable[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const named = [...byStatus].map(([status, own]) => [status, own, `${status}.${own.join('.')}`] as const);
  return {
    references: Object.fromEntries(
      named.map(([status, , name]) => [status, { $ref: `#/components/responses/${name}` }]),
    ),
    responses: Object.fromEntries(named.map(([, own, name]) => [name, responseOf(own, headers)])),
  };
}

function responseOf(codes: readonly ErrorCode[], headers: Schema): Schema {
  const rows = codes.map(code => errorTable[code]);
  const isRetryable = rows.some(({ retryable }) => retryable);
  const isRate = codes.includes('PROVIDER_RATE_LIMITED');
  const asksForKey = codes.some(code => code.startsWith('ACCESS_KEY_'));
  return {
    description: codes.map(code => `\`${code}\`: ${errorTable[code].title}.`).join(' '),
    headers: {
      ...headers,
      ...(isRetryable ? { 'Retry-After': headerRef('Retry-After') } : {}),
      ...(isRate ? Object.fromEntries(rateHeaderNames.map(name => [name, headerRef(name)])) : {}),
      ...(asksForKey ? { 'WWW-Authenticate': headerRef('WWW-Authenticate') } : {}),
    },
    content: {
      'application/problem+json': {
        schema: {
          allOf: [schemaRef('Problem'), { type: 'object', properties: { code: { type: 'string', enum: codes } } }],
        },
      },
    },
  };
}

/** A reference to a header of the components. */
export function headerRef(name: string): Schema {
  return { $ref: `#/components/headers/${name}` };
}
