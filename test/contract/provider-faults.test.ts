import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultEffect } from '../../sandbox/support/fault-script.ts';
import { answerSchemas, type AnswerSchemas } from './support/answer-schemas.ts';
import { callOperation } from './support/calls.ts';
import { operationsOf, type OpenapiDocument, type PlacedOperation } from './support/document.ts';
import { fewAtOnce } from './support/few-at-once.ts';
import { openHouse, type House } from './support/house.ts';
import { validValues, type CallValues } from './support/known-calls.ts';
import type { Outcome } from './support/outcome.ts';
import { afterRefusal, answers, troubles } from './support/provider-faults.ts';

/** One operation of each kind. */
const operations = [
  'listInstantMessagingChannels',
  'getInstantMessagingChannels',
  'createInstantMessagingMessages',
  'downloadInstantMessagingAttachments',
] as const;

let house: House;
let schemas: AnswerSchemas;
let places: readonly PlacedOperation[];
beforeAll(async () => {
  house = await openHouse();
  const document = (await (await fetch(`${house.url}/openapi.json`)).json()) as OpenapiDocument;
  schemas = answerSchemas(document);
  places = operationsOf(document);
});
afterAll(() => house.close());

const placeOf = (name: string): PlacedOperation => {
  const place = places.find(({ operation }) => operation.operationId === name);
  if (place === undefined) throw new Error(`There is no operation ${name}.`);
  return place;
};

const valuesOf = async (integration: string, name: string): Promise<CallValues> => {
  const values = await validValues(placeOf(name), integration, house);
  if (values === undefined) throw new Error(`${integration} has no ${name}.`);
  return values;
};

const callAs = async (account: string, integration: string, name: string): Promise<Outcome> => {
  const values = await valuesOf(integration, name);
  const query = { ...values.query, integrated_account_id: account };
  return callOperation(placeOf(name), { name, values: { ...values, query } }, house, schemas);
};

const integrations = ['slack', 'googlechat', 'msteams', 'microsoft'];

type Accounts = readonly (readonly [integration: string, account: string])[];

/** Accounts that nothing has happened to, each with its first token; what calls are made of is asked for before anything goes wrong. */
const freshAccounts = async (): Promise<Accounts> => {
  const accounts = await Promise.all(integrations.map(async name => [name, await house.linkAgain(name)] as const));
  await Promise.all(accounts.map(([integration, account]) => callAs(account, integration, 'readEndpoint')));
  await Promise.all(integrations.flatMap(integration => operations.map(name => valuesOf(integration, name))));
  return accounts;
};

/** What every operation answers each account: by integration, in one line. */
const callAll = async (accounts: Accounts) => {
  const outcomes = await Promise.all(
    accounts.map(async ([integration, account]) => {
      const own = await Promise.all(operations.map(name => callAs(account, integration, name)));
      return [integration, own] as const;
    }),
  );
  const told = outcomes.map(
    ([name, own]) => [name, own.map(({ status, code }) => code ?? status).join(' | ')] as const,
  );
  return {
    departures: outcomes.flatMap(([, own]) => own.flatMap(({ departures }) => departures)),
    told: Object.fromEntries(told),
  };
};

/** Calls everything while every provider fails like this. */
const during = async (effect: FaultEffect | undefined, accounts: Accounts) => {
  for (const script of house.faults.values()) if (effect) script.add({ on: '*', times: 1_000, effect });
  const came = await callAll(accounts);
  for (const script of house.faults.values()) script.clear();
  return came;
};

/** Calls that succeed: who fails every other call is left alone for a while. */
const recover = async (): Promise<void> => {
  const calls = integrations.flatMap(name => Array.from({ length: 20 }, () => name));
  await fewAtOnce(calls, integration => callAs(house.accounts.get(integration) ?? '', integration, 'readEndpoint'));
};

describe('a provider in trouble', () => {
  it.each(troubles)('with %s is answered as documented', async (_, effect, expected) => {
    const came = await during(effect, await freshAccounts());
    await recover();
    expect(came).toEqual({ departures: [], told: expected });
  });
});

describe('an account whose token was refused', () => {
  it('is told to be linked again, whatever is asked for it', async () => {
    const accounts = await freshAccounts();
    // Where another token can be had, that is refused in the words of OAuth.
    await during({ kind: 'reply', status: 401, body: '{"error":"invalid_grant"}' }, accounts);
    expect(await callAll(accounts)).toEqual({ departures: [], told: afterRefusal });
  });
});

describe('a provider that answers', () => {
  it.each(answers)('%s is answered as documented', async (_, effect, expected) => {
    const came = await during(effect, await freshAccounts());
    expect(came).toEqual({ departures: [], told: expected });
  });
});
