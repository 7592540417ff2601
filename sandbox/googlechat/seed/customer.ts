import { randomText } from '../../support/ids.ts';
import type { Random } from '../../support/random.ts';
import type { Customer } from '../store/records.ts';
import { dayMs, seedStartMs } from './period.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** The organization: a primary domain, a second one with an alias, and one that is not verified. */
export function seedCustomer(random: Random): Customer {
  const createdMs = seedStartMs - 1000 * dayMs;
  const domain = (
    domainName: string,
    index: number,
    verified: boolean,
    aliases: Customer['domains'][number]['aliases'],
  ) => ({
    domainName,
    isPrimary: index === 0,
    verified,
    creationTimeMs: createdMs + index * 100 * dayMs,
    aliases,
  });
  return {
    id: `C0${randomText(random, lower, 7)}`,
    domainId: randomText(random, lower, 7),
    name: 'Northwind Robotics',
    primaryDomain: 'northwind.example',
    creationTime: new Date(createdMs).toISOString(),
    language: 'en',
    phoneNumber: '+15550100100',
    alternateEmail: 'owner@home.example',
    countryCode: 'US',
    domains: [
      domain('northwind.example', 0, true, []),
      domain('northwind-robotics.example', 1, true, [{ domainAliasName: 'nwr.example', verified: true }]),
      domain('northwind-test.example', 2, false, []),
    ],
  };
}
