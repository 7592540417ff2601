import type { TokenPaths } from '../engine/definitions/definition.ts';
import { createBudget } from '../engine/expressions/budget.ts';
import type { Expression } from '../engine/expressions/expression.ts';
import { isTrue } from '../engine/mapping/tree.ts';
import type { CredentialProperties, InboundReply } from '../engine/ports.ts';
import { readLifeMs } from './lifetime.ts';

/** What a token endpoint said. */
export type TokenAnswer = TokenGiven | TokenFailure;

export interface TokenGiven {
  readonly kind: 'token';
  readonly properties: CredentialProperties;
  readonly lifeMs?: number;
}

/** Why there is no token; nothing else of the answer is kept. */
export interface TokenFailure {
  /**
   * `dead`: the credential that was sent will never work again. `refused`: it was understood and refused, and may be
   * granted once somebody has changed something. `trouble`: the provider cannot answer at the moment, or not readably.
   */
  readonly kind: 'dead' | 'refused' | 'trouble';
  /** For people: status and code, or what went wrong on the way. */
  readonly reason: string;
  readonly status?: number;
  /** The provider's own. */
  readonly code?: string;
}

export interface AnswerReader {
  readonly paths: TokenPaths;
  /** Beside `invalid_grant`. */
  readonly deadWhen?: Expression;
  /** `$account` and `$app` for `deadWhen`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Texts that were sent and must not come back in a reason. */
  readonly secrets: readonly string[];
}

/**
 * Reads a token endpoint's reply. A status says little: some answer failures with 200, so only an access token in its
 * place, without an error beside it, is a success.
 */
export function readTokenAnswer(reply: InboundReply, reader: AnswerReader): TokenAnswer {
  const body = parseObject(reply.body);
  const code = body === undefined ? undefined : codeOf(body, reader.secrets);
  const failure = (kind: TokenFailure['kind'], addition = ''): TokenFailure => ({
    kind,
    reason: `HTTP ${reply.status}${code === undefined ? '' : ` ${code}`}${addition}`,
    status: reply.status,
    ...(code === undefined ? {} : { code }),
  });
  if (reply.status === 429 || reply.status >= 500) return failure('trouble');
  if (body === undefined) return failure('trouble', ', not a JSON object');
  const isSuccess = reply.status >= 200 && reply.status < 300 && body['ok'] !== false && isEmpty(body['error']);
  if (isSuccess) return readToken(body, reader.paths) ?? failure('trouble', ' without an access token');
  return failure(isDead(body, reply, reader) ? 'dead' : 'refused');
}

function readToken(body: object, paths: TokenPaths): TokenGiven | undefined {
  const properties: Record<string, string> = {};
  for (const [name, path] of Object.entries(paths)) {
    const value = readPath(body, path);
    const text = typeof value === 'number' ? String(value) : value;
    if (name !== 'expires_in' && typeof text === 'string' && text !== '') properties[name] = text;
  }
  if (properties['access_token'] === undefined) return undefined;
  const { expires_in: lifePath } = paths;
  const lifeMs = lifePath === undefined ? undefined : readLifeMs(readPath(body, lifePath));
  return { kind: 'token', properties, ...(lifeMs === undefined ? {} : { lifeMs }) };
}

function isDead(body: Readonly<Record<string, unknown>>, reply: InboundReply, reader: AnswerReader): boolean {
  if (body['error'] === 'invalid_grant') return true;
  if (reader.deadWhen === undefined) return false;
  const variables = { ...reader.variables, status: reply.status, headers: reply.headers };
  return isTrue(reader.deadWhen, body, { variables, budget: createBudget() });
}

/** Only what looks like a code: the description beside it may quote what was sent. */
function codeOf(body: Readonly<Record<string, unknown>>, secrets: readonly string[]): string | undefined {
  const { error } = body;
  if (typeof error !== 'string' || !/^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(error)) return undefined;
  return secrets.some(secret => secret.includes(error) || error.includes(secret)) ? undefined : error;
}

function parseObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : undefined;
  } catch {
    // What is no JSON has its own answer.
    return undefined;
  }
}

/** Own properties only; nothing when a step is missing. */
function readPath(body: object, path: string): unknown {
  let value: unknown = body;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false;
}
