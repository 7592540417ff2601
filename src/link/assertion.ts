import { createHash, randomUUID } from 'node:crypto';

import { SignJWT } from 'jose';

import type { JwtBearerAuth } from '../engine/definitions/definition.ts';
import { createBudget } from '../engine/expressions/budget.ts';
import type { Expression } from '../engine/expressions/expression.ts';
import type { Clock } from '../engine/ports.ts';
import type { TokenForm } from './mint.ts';
import { readRsaKey } from './rsa-key.ts';
import type { TokenFailure } from './token-answer.ts';

/** What an account was linked with, as the definition's expressions see it. */
export interface AssertionFacts {
  /** Name of the credential that is made. */
  readonly credential: string;
  /** Fields as they were filled in, secret ones and settings alike. */
  readonly fields: Readonly<Record<string, string>>;
}

/** An assertion (RFC 7523) that can be signed and exchanged at any time. */
export interface Assertion {
  /** All it says but for times, and which key signs it; no secret. */
  readonly identity: readonly unknown[];
  /** The form that exchanges it; a failure when the key cannot be used. */
  form(): Promise<TokenForm | TokenFailure>;
}

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Prepares the assertion that a definition describes. */
export function createAssertion(way: JwtBearerAuth, facts: AssertionFacts, clock: Clock): Assertion {
  const { [way.key]: pem = '', ...fields } = facts.fields;
  const variables = { fields, scopes: way.scopes[facts.credential] ?? [] };
  const evaluate = (part: Readonly<Record<string, Expression>>, at: { readonly issued_at?: number }) =>
    evaluateEach(part, { ...variables, ...at });
  return {
    identity: [evaluate(timeless(way.header), {}), evaluate(timeless(way.claims), {}), fingerprint(pem)],
    async form() {
      const key = readRsaKey(pem);
      if (typeof key === 'string') return { kind: 'dead', reason: `the field "${way.key}" ${key}` };
      const issuedAt = Math.floor(clock.nowMs() / 1_000);
      const at = { issued_at: issuedAt };
      const times = { iat: issuedAt, exp: issuedAt + way.lifetimeSeconds, jti: randomUUID() };
      const assertion = await new SignJWT({ ...times, ...evaluate(way.claims, at) })
        .setProtectedHeader({ ...evaluate(way.header, at), alg: 'RS256', typ: 'JWT' })
        .sign(key);
      return { kind: 'form', fields: { grant_type: grantType, assertion }, signedAtMs: issuedAt * 1_000 };
    },
  };
}

/** Parts that are the same whenever the assertion is made. */
function timeless(part: Readonly<Record<string, Expression>>): Readonly<Record<string, Expression>> {
  return Object.fromEntries(Object.entries(part).filter(([, { demand }]) => !demand.variables.has('issued_at')));
}

function evaluateEach(
  part: Readonly<Record<string, Expression>>,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const budget = createBudget();
  const values = Object.entries(part).map(([name, expression]) => [name, expression.run(undefined, variables, budget)]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Another key makes another token, but the key itself stays out of what is kept. */
function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
