import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSchemas, type AnswerSchemas } from './support/answer-schemas.ts';
import { openBench, type Bench } from './support/bench.ts';
import { sendCall } from './support/calls.ts';
import { operationsOf, type OpenapiDocument, type PlacedOperation } from './support/document.ts';
import { fewAtOnce } from './support/few-at-once.ts';
import type { CameBack } from './support/outcome.ts';
import { quillValues } from './support/quill-values.ts';

let bench: Bench;
let schemas: AnswerSchemas;
let places: readonly PlacedOperation[] = [];
beforeAll(async () => {
  bench = await openBench();
  const document = (await (await fetch(`${bench.at('plain').url}/openapi.json`)).json()) as OpenapiDocument;
  schemas = answerSchemas(document);
  places = operationsOf(document);
}, 180_000);
afterAll(() => bench.close());

const call = (place: PlacedOperation, account: string): Promise<CameBack> =>
  sendCall(place, { name: '', values: quillValues(place, account) }, bench.at('plain'));

/** Status and headers of an answer, in one line. */
const told = ({ status, headers }: CameBack, ...names: readonly string[]): string =>
  [status, ...names.map(name => `${name}=${headers.get(name) ?? 'missing'}`)].join(' ');

/** Operations whose answers of these statuses are documented to tell of a rate. */
const rated = (...statuses: readonly string[]): readonly PlacedOperation[] =>
  places.filter(place => statuses.some(status => schemas.headersOf(place, status).has('ratelimit-limit')));

describe('with the rates of providers on', () => {
  it('every answer that is documented to tells what is left of the tightest', async () => {
    const own = rated('200', '201');
    const came = await fewAtOnce(own, async place => call(place, await bench.fresh()));
    const lines = came.map(answer => told(answer, 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'));
    const expected = /^20[01] ratelimit-limit=100000 ratelimit-remaining=9999\d ratelimit-reset=(3600|35\d\d)$/;
    expect(lines.filter(line => !expected.test(line))).toEqual([]);
    expect(own.length).toBeGreaterThan(25);
  });

  it('every call beyond one is refused, with what is left and how long to wait', async () => {
    // A custom call and the proof of a new account count against no declared rate.
    const own = rated('429').filter(({ operation: { operationId: name } }) => !/Custom$|^linkAccount$/.test(name));
    const came = await fewAtOnce(own, async place => {
      const account = await bench.workshop.newAccount({ desk: 'd1', pace: 1 });
      await call(place, account);
      return call(place, account);
    });
    const lines = came.map(answer =>
      told(answer, 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'retry-after'),
    );
    const expected =
      /^429 ratelimit-limit=1 ratelimit-remaining=0 ratelimit-reset=(3600|35\d\d) retry-after=(3600|35\d\d)$/;
    expect(lines.filter(line => !expected.test(line))).toEqual([]);
    expect(own.length).toBeGreaterThan(28);
  });
});
