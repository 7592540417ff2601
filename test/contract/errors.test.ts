import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSchemas, type AnswerSchemas } from './support/answer-schemas.ts';
import { openBench, type Bench } from './support/bench.ts';
import { callOperation } from './support/calls.ts';
import { codesDocumented, operationsOf, type OpenapiDocument, type PlacedOperation } from './support/document.ts';
import { fewAtOnce } from './support/few-at-once.ts';
import { beyondProvocation, provocations } from './support/provocations.ts';
import { quillValues } from './support/quill-values.ts';
import { endsIn, provoke, type ProvokedCode } from './support/provoke.ts';

let bench: Bench;
let schemas: AnswerSchemas;
let document: OpenapiDocument;
let places: readonly PlacedOperation[] = [];
beforeAll(async () => {
  bench = await openBench();
  document = (await (await fetch(`${bench.at('plain').url}/openapi.json`)).json()) as OpenapiDocument;
  schemas = answerSchemas(document);
  places = operationsOf(document);
}, 180_000);
afterAll(() => bench.close());

/** Operations that document a code. */
const documenting = (code: string): readonly PlacedOperation[] =>
  places.filter(place => codesDocumented(document, place).includes(code));

// The table's keys are the codes.
const codes = Object.keys(provocations) as ProvokedCode[];

describe('every operation that documents', () => {
  it.each(codes)('%s answers it, as it is documented', async code => {
    const own = documenting(code);
    const outcomes = await provoke(code, own, bench, schemas);
    const isBeyond = (name: string): boolean => `${code} ${name}` in beyondProvocation;
    const wrong = outcomes.filter(
      outcome => (!endsIn(outcome, code) && !isBeyond(outcome.name)) || outcome.departures.length > 0,
    );
    const stale = outcomes.filter(outcome => endsIn(outcome, code) && isBeyond(outcome.name));
    expect({ wrong, stale }).toEqual({ wrong: [], stale: [] });
    expect(own.length).toBeGreaterThan(0);
  });
});

it('a provider that never answers is out of time, or leaves a doubt where a write must not be sent twice', async () => {
  const names = [
    'listInstantMessagingChannels',
    'getInstantMessagingChannels',
    'createInstantMessagingChannels',
    'downloadInstantMessagingAttachments',
    'readEndpoint',
    'callEndpoint',
    'linkAccount',
    'getCustom',
    'postCustom',
  ];
  const own = places.filter(({ operation }) => names.includes(operation.operationId));
  const outcomes = await bench.during(
    () => 'hang',
    () =>
      fewAtOnce(own, place => {
        const call = { name: place.operation.operationId, values: quillValues(place, bench.accounts.plain) };
        return callOperation(place, call, bench.at('hurried'), schemas);
      }),
  );
  expect(outcomes.flatMap(({ departures }) => departures)).toEqual([]);
  expect(Object.fromEntries(outcomes.map(({ name, code }) => [name, code]))).toEqual({
    listInstantMessagingChannels: 'PROVIDER_TIMEOUT',
    getInstantMessagingChannels: 'PROVIDER_TIMEOUT',
    createInstantMessagingChannels: 'PROVIDER_TIMEOUT',
    downloadInstantMessagingAttachments: 'PROVIDER_TIMEOUT',
    readEndpoint: 'PROVIDER_TIMEOUT',
    callEndpoint: 'PROVIDER_TIMEOUT',
    linkAccount: 'PROVIDER_TIMEOUT',
    getCustom: 'PROVIDER_TIMEOUT',
    postCustom: 'PROVIDER_OUTCOME_UNKNOWN',
  });
});

it('every code that is documented is provoked, and every exception is of a code that is documented', () => {
  const all = places.flatMap(place =>
    codesDocumented(document, place).map(code => `${code} ${place.operation.operationId}`),
  );
  expect(all.length).toBeGreaterThan(1_000);
  expect(all.filter(entry => !codes.some(code => entry.startsWith(`${code} `)))).toEqual([]);
  expect(Object.keys(beyondProvocation).filter(entry => !all.includes(entry))).toEqual([]);
});
