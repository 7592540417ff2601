import { describe, expect, it } from 'vitest';
import type { RetryDefinition } from '../../../src/engine/definitions/definition.ts';
import { createBudget } from '../../../src/engine/expressions/budget.ts';
import { delayBeforeRetry, retryAfterSeconds } from '../../../src/engine/transport/retry.ts';

const retry: RetryDefinition = { attempts: 3, on: ['rate_limited'] };
const scope = { variables: {}, budget: createBudget() };
const nowMs = Date.UTC(2026, 0, 1, 12, 0, 0);
const reply = (retryAfter?: string) => ({
  status: 429,
  headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  body: undefined,
});

describe('the wait a provider asks for', () => {
  it.each([
    ['30', 30],
    ['0', 0],
    ['1.2', 2],
    ['Thu, 01 Jan 2026 12:00:20 GMT', 20],
    ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('reads Retry-After %j as %j seconds', (header, seconds) => {
    expect(retryAfterSeconds(retry, reply(header), scope, nowMs)).toBe(seconds);
  });
});

describe('the wait before another try', () => {
  it.each([
    ['what the provider asks', { attempt: 1, asked: 3, remaining: 10_000, random: 0.5 }, 3_000],
    ['half of 0.2 s at the first failure', { attempt: 1, asked: undefined, remaining: 10_000, random: 0.5 }, 100],
    ['half of 0.8 s at the third', { attempt: 3, asked: undefined, remaining: 10_000, random: 0.5 }, 400],
    ['never more than 5 s by itself', { attempt: 20, asked: undefined, remaining: 60_000, random: 0.999 }, 4_995],
    ['no wait when it does not fit the deadline', { attempt: 1, asked: 30, remaining: 10_000, random: 0.5 }, undefined],
    ['no wait of more than a minute', { attempt: 1, asked: 61, remaining: 100_000, random: 0.5 }, undefined],
  ])('is %s', (_, { attempt, asked, remaining, random }, delay) => {
    expect(delayBeforeRetry(attempt, asked, remaining, random)).toBe(delay);
  });
});
