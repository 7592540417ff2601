import { createHash } from 'node:crypto';
import type { Account } from '../../call.ts';
import type { Integration } from '../../definitions/definition.ts';
import type { Endpoint, Rate } from '../../definitions/endpoint.ts';
import type { Budget } from '../../expressions/budget.ts';
import type { RateWindow } from '../../ports.ts';
import type { Sent } from '../native.ts';

/** A native call as far as its rates look at it. */
export interface RatedCall {
  readonly integration: Integration;
  readonly endpoint: Endpoint;
  readonly account: Account;
  readonly sent: Sent;
  /** `$account` and `$app`. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly budget: Budget;
}

/**
 * The windows a native call takes a slot of, in the order its endpoint names them. An endpoint without a rate has one
 * window for each account, which closes when the provider says so.
 */
export function windowsOf(call: RatedCall): readonly RateWindow[] {
  const { integration, endpoint, account } = call;
  if (endpoint.rates.length > 0) return endpoint.rates.map(rate => windowOf(rate, call));
  const key = keyOf([integration.name, addressOf(endpoint), account.id]);
  const label = `${integration.label}'s ${endpoint.name}`;
  return [{ key, integration: integration.name, label, max: Infinity, perMs: 1 }];
}

function windowOf(rate: Rate, call: RatedCall): RateWindow {
  const { integration, account } = call;
  const max = maxOf(rate, call);
  const parts = rate.by.length === 0 ? [account.id] : rate.by.map(part => valueOf(part, call) ?? account.id);
  return {
    key: keyOf([integration.name, rate.name, ...parts]),
    integration: integration.name,
    label: `the rate "${rate.name}" of ${integration.label} (${max} in ${rate.per})`,
    max,
    perMs: rate.perMs,
  };
}

/** Short whatever it is made of: a caller's id may be long, and many windows are kept. */
function keyOf(parts: readonly unknown[]): string {
  const text = JSON.stringify(parts);
  return text.length <= 200 ? text : createHash('sha256').update(text).digest('base64url');
}

function maxOf({ max }: Rate, { variables, budget }: RatedCall): number {
  if (typeof max === 'number') return max;
  const found = Number(max.run(undefined, variables, budget));
  // A figure that an account or an app does not have must not let everything through.
  return found >= 1 ? Math.floor(found) : 1;
}

function valueOf(part: Rate['by'][number], { endpoint, sent, variables, budget }: RatedCall): unknown {
  const read: Record<string, unknown> = {};
  for (const name of part.demand.variables.keys()) {
    read[name] = variables[name] ?? (name === 'endpoint' ? addressOf(endpoint) : parameterOf(sent, name));
  }
  return part.run(undefined, read, budget) ?? undefined;
}

/** Two endpoints at one address are one of the provider's. */
function addressOf({ verb, baseUrl, path }: Endpoint): string {
  return `${verb} ${baseUrl?.source ?? ''}${path.source}`;
}

function parameterOf({ path, query, body, headers }: Sent, name: string): unknown {
  const inBody = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return path[name] ?? query[name] ?? inBody ?? headers[name];
}
