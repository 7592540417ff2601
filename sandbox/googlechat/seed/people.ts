import type { Random } from '../../support/random.ts';
import { familyNames, givenNames, jobTitles, locales, projects } from '../../support/words.ts';
import type { Ids } from '../store/ids.ts';
import type { ChatUser, Customer, DirectoryUser } from '../store/records.ts';
import { dayMs, seedEndMs, seedStartMs } from './period.ts';

/** What people are made for. */
export interface PeopleSetting {
  readonly random: Random;
  readonly ids: Ids;
  readonly customer: Customer;
}

/** A kind of user: how often, and how it differs from an ordinary one. */
interface Persona {
  readonly name: string;
  readonly weight: number;
  readonly user?: (random: Random, ordinary: DirectoryUser) => Partial<DirectoryUser>;
}

/** What the Directory says of someone who never signed in. */
export const neverSignedIn = '1970-01-01T00:00:00.000Z';

const personas: readonly Persona[] = [
  { name: 'person', weight: 74 },
  { name: 'admin', weight: 1, user: () => ({ isAdmin: true }) },
  { name: 'delegated admin', weight: 2, user: () => ({ isDelegatedAdmin: true }) },
  {
    name: 'suspended',
    weight: 5,
    user: random => ({
      suspended: true,
      suspensionReason: random.pick(['ADMIN', 'ABUSE']),
      suspensionTime: directoryTime(random),
    }),
  },
  { name: 'archived', weight: 3, user: random => ({ archived: true, archivalTime: directoryTime(random) }) },
  {
    name: 'never signed in',
    weight: 3,
    user: () => ({ lastLoginTime: neverSignedIn, agreedToTerms: false, isMailboxSetup: false }),
  },
  { name: 'hidden', weight: 2, user: () => ({ includeInGlobalAddressList: false }) },
  {
    name: 'bare',
    weight: 5,
    user: (_, { primaryEmail }) => ({
      phones: [],
      organizations: [],
      languages: [],
      websites: [],
      aliases: [],
      emails: [{ address: primaryEmail, primary: true }],
    }),
  },
  {
    name: 'without family name',
    weight: 2,
    user: (_, { name }) => ({ name: { givenName: name.givenName, familyName: '.', fullName: name.givenName } }),
  },
];

/**
 * Makes the Directory: first the administrator and the ordinary member with credentials, then one of each kind, then
 * the rest by weight; deleted users come last.
 */
export function seedDirectory(setting: PeopleSetting, count: number): DirectoryUser[] {
  const weights = personas.map(persona => [persona, persona.weight] as const);
  const users: DirectoryUser[] = [
    { ...person(setting), isAdmin: true, archived: false, suspended: false },
    person(setting),
  ];
  while (users.length < count) {
    const persona = personas[users.length - 2] ?? setting.random.weighted(weights);
    const ordinary = person(setting);
    users.push({ ...ordinary, ...persona.user?.(setting.random, ordinary) });
  }
  const deleted = Array.from({ length: 12 }, () => ({
    ...person(setting),
    deletionTime: directoryTime(setting.random),
  }));
  return [...users, ...deleted];
}

/** The Chat user of a Directory user; the ids are the same. */
export function chatUserOf(user: DirectoryUser, customer: Customer): ChatUser {
  return {
    id: user.id,
    type: 'HUMAN',
    displayName: user.name.fullName,
    email: user.primaryEmail,
    domainId: customer.domainId,
    ...(user.thumbnailPhotoUrl === undefined ? {} : { avatarUrl: user.thumbnailPhotoUrl }),
    ...(user.deletionTime === undefined ? {} : { deleted: true as const }),
  };
}

/** People of other organizations, whom the Directory does not know. */
export function seedExternals({ random, ids }: PeopleSetting, count: number): ChatUser[] {
  return Array.from({ length: count }, () => {
    const id = ids.user();
    const { givenName, familyName, handle } = drawName(random, id);
    return {
      id,
      type: 'HUMAN',
      displayName: `${givenName} ${familyName}`,
      email: `${handle}@${random.pick(['fjordline.example', 'gmail.example'])}`,
      domainId: random.pick(['0f1ordl', '2gmailx']),
    };
  });
}

const appNames = ['Build Herald', 'Deploy Otter', 'Standup Clerk', 'Poll Parrot', 'Meeting Scribe', 'Übersetzer'];

/** The apps of the organization; the first is the one with credentials. */
export function seedApps(ids: Ids): ChatUser[] {
  return ['Patchbay', ...appNames].map(displayName => {
    const id = ids.user();
    return { id, type: 'BOT', displayName, avatarUrl: `https://lh3.googleusercontent.com/app-${id.slice(-6)}` };
  });
}

function person(setting: PeopleSetting): DirectoryUser {
  const { random, ids, customer } = setting;
  const id = ids.user();
  const { givenName, familyName, handle } = drawName(random, id);
  const [primary, second] = customer.domains.map(domain => domain.domainName);
  const primaryEmail = `${handle}@${(random.chance(0.15) ? second : primary) ?? customer.primaryDomain}`;
  const title = random.pick(jobTitles);
  const aliases = random.chance(0.1) ? [`${handle}.alias@${customer.primaryDomain}`] : [];
  return {
    id,
    primaryEmail,
    name: { givenName, familyName, fullName: `${givenName} ${familyName}` },
    isAdmin: false,
    isDelegatedAdmin: false,
    suspended: false,
    archived: false,
    lastLoginTime: directoryTime(random),
    creationTime: new Date(seedStartMs - random.integer(1, 900) * dayMs).toISOString(),
    agreedToTerms: true,
    orgUnitPath: random.pick(['/', '/Engineering', '/Sales', '/Sales/EMEA']),
    includeInGlobalAddressList: true,
    isMailboxSetup: true,
    isEnrolledIn2Sv: random.chance(0.8),
    aliases,
    emails: [
      { address: primaryEmail, primary: true },
      ...aliases.map(address => ({ address })),
      ...(random.chance(0.2) ? [{ address: `${handle}@home.example`, type: 'home' }] : []),
    ],
    phones: random.chance(0.5)
      ? [{ value: `+1 555 ${random.integer(100, 999)} 0${random.integer(100, 999)}`, type: 'work', primary: true }]
      : [],
    organizations: title === '' ? [] : [{ title, department: random.pick(projects), primary: true, customType: '' }],
    languages: [{ languageCode: random.pick(locales), preference: 'preferred' }],
    websites: random.chance(0.15)
      ? [{ value: `https://people.example/${handle}`, type: 'profile', primary: true }]
      : [],
    ...(random.chance(0.2)
      ? { notes: { value: `Works on ${random.pick(projects)}.`, contentType: 'text_plain' } }
      : {}),
    ...(random.chance(0.6) ? { thumbnailPhotoUrl: `https://lh3.googleusercontent.com/a-/${id.slice(-12)}=s96-c` } : {}),
    ...(random.chance(0.1) ? { customSchemas: { Employment: { costCenter: `CC-${random.integer(100, 999)}` } } } : {}),
  };
}

function drawName(random: Random, id: string): { givenName: string; familyName: string; handle: string } {
  const [givenName, given] = random.pick(givenNames);
  const [familyName, family] = random.pick(familyNames);
  return { givenName, familyName, handle: `${given}.${family}.${id.slice(-5)}` };
}

function directoryTime(random: Random): string {
  return new Date(random.integer(seedStartMs, seedEndMs)).toISOString();
}
