import { afterAll, describe, expect, it } from 'vitest';
import { errorTable } from '../../src/errors.ts';
import { answerSchemas } from './support/answer-schemas.ts';
import { callOperation, type SentCall } from './support/calls.ts';
import { failingCalls, variationsOf } from './support/cases.ts';
import { operationsOf, type OpenapiDocument, type PlacedOperation } from './support/document.ts';
import { openHouse } from './support/house.ts';
import { validValues, type CallValues } from './support/known-calls.ts';
import type { Outcome } from './support/outcome.ts';

const house = await openHouse();
afterAll(() => house.close());

const document = (await (await fetch(`${house.url}/openapi.json`)).json()) as OpenapiDocument;
const schemas = answerSchemas(document);
const places = operationsOf(document).map(place => ({ ...place, name: place.operation.operationId }));

const callAll = (place: PlacedOperation, calls: readonly SentCall[]): Promise<readonly Outcome[]> =>
  calls.reduce<Promise<readonly Outcome[]>>(
    async (before, call) => [...(await before), await callOperation(place, call, house, schemas)],
    Promise.resolve([]),
  );

/** A valid call for each account that the operation is for. */
const validCalls = async (place: PlacedOperation): Promise<readonly SentCall[]> => {
  const named = [...house.accounts.keys()].map(async name => ({ name, values: await validValues(place, name, house) }));
  return (await Promise.all(named)).flatMap(({ name, values }) => (values === undefined ? [] : [{ name, values }]));
};

/** The answer to a HEAD has no body, so no code. */
const isExpected = ({ code, status }: Outcome, expected: readonly string[]): boolean =>
  code === undefined
    ? expected.some(name => Object.entries(errorTable).some(([known, row]) => known === name && row.status === status))
    : expected.includes(code);

/** A link that needs no credential, and a range that is not there, are answers too. */
const succeeded = ({ status, code }: Outcome): boolean => status < 400 || (status === 416 && code === undefined);

const departed = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.filter(({ departures }) => departures.length > 0);

describe('every operation of openapi.json', () => {
  it.each(places)('$name answers valid calls as documented', async place => {
    const calls = await validCalls(place);
    const outcomes = await callAll(place, calls);
    expect(departed(outcomes)).toEqual([]);
    // A provider that cannot do it says so; anything else is a failure of the call.
    const failed = outcomes.filter(one => !succeeded(one) && one.code !== 'METHOD_NOT_SUPPORTED');
    expect(failed.filter(({ code }) => code !== undefined)).toEqual([]);
    expect(outcomes.some(succeeded)).toBe(true);
  });

  it.each(places)('$name answers in every documented form', async place => {
    const calls = await validCalls(place);
    const variations = calls.flatMap(({ name, values }) =>
      variationsOf(place, values).map(call => ({ ...call, name: `${name}, ${call.name}` })),
    );
    const outcomes = await callAll(place, variations);
    const failed = outcomes.filter(one => !succeeded(one) && one.code !== 'METHOD_NOT_SUPPORTED');
    expect([...departed(outcomes), ...failed]).toEqual([]);
  });

  it.each(places)('$name answers every mistake as documented', async place => {
    const valid = await validCalls(place);
    const best = valid.find(({ name }) => name === 'quill') ?? valid[0];
    const values: CallValues = best?.values ?? { path: {}, query: {} };
    const calls = failingCalls(place, values, house);
    const outcomes = await callAll(place, calls);
    const unexpected = outcomes.filter((outcome, index) => !isExpected(outcome, calls[index]?.expected ?? []));
    expect([...departed(outcomes), ...unexpected]).toEqual([]);
  });
});
