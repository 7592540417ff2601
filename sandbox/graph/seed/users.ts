import type { Random } from '../../support/random.ts';
import { familyNames, givenNames, jobTitles, locales } from '../../support/words.ts';
import { beginningOfTime, directoryTime } from '../store/graph-time.ts';
import { guid } from '../store/guid.ts';
import type { UserRecord } from '../store/directory-records.ts';
import { seedEndMs, seedStartMs } from './period.ts';

/** A kind of person, and how it differs from an ordinary one. */
type Persona = 'person' | 'guest' | 'invited' | 'disabled' | 'nameless' | 'unreachable' | 'room';

const personas: readonly (readonly [Persona, number])[] = [
  ['person', 76],
  ['guest', 7],
  ['invited', 3],
  ['disabled', 7],
  ['nameless', 2],
  ['unreachable', 3],
  ['room', 2],
];

const windowsZones = [
  'Pacific Standard Time',
  'W. Europe Standard Time',
  'India Standard Time',
  'Tokyo Standard Time',
  'GMT Standard Time',
];
const departments = ['Engineering', 'Sales', 'Support', 'Finance', 'Design', 'People'];
const rooms = ['Room Atlas', 'Room Borealis', 'Besprechung Nord', 'Room Kestrel'];
const guestDomains = ['fjordline.example', 'adatum.example', 'tailspin.example'];

/** What the users of a tenant are made for. */
export interface UserSetting {
  readonly random: Random;
  /** `contoso` */
  readonly domain: string;
  /** Id of the person the delegated token signs in. */
  readonly signedInId: string;
}

/**
 * Makes a tenant's people: the administrator, the signed-in person, a colleague with few rights, one of each kind, then
 * the rest by weight.
 */
export function seedUsers(setting: UserSetting, count: number): UserRecord[] {
  const { random } = setting;
  const users = [
    person(setting, 'person', {}),
    person(setting, 'person', { id: setting.signedInId }),
    person(setting, 'person', {}),
  ];
  while (users.length < count) {
    const persona = personas[users.length - 3]?.[0] ?? random.weighted(personas);
    users.push(person(setting, persona, {}));
  }
  return users;
}

function person(setting: UserSetting, persona: Persona, given: { readonly id?: string }): UserRecord {
  const { random, domain } = setting;
  const id = given.id ?? guid(random);
  const [givenName, givenAscii] = random.pick(givenNames);
  const [surname, surnameAscii] = random.pick(familyNames);
  const nickname = `${givenAscii}.${surnameAscii}.${id.slice(0, 4)}`;
  const address = `${nickname}@${domain}.com`;
  const createdMs = random.integer(seedStartMs, seedEndMs - 60 * 24 * 3_600_000);
  const user = ordinary(setting, { id, givenName, surname, nickname, address, createdMs });
  switch (persona) {
    case 'person':
      return user;
    case 'guest':
    case 'invited':
      return guest(setting, user, persona === 'guest' ? 'Accepted' : 'PendingAcceptance', createdMs);
    case 'disabled':
      return { ...user, accountEnabled: false, signInActivity: null };
    case 'nameless':
      return { ...user, givenName: null, surname: null, displayName: nickname, jobTitle: null };
    case 'unreachable':
      return { ...user, mail: null, otherMails: [], proxyAddresses: [], businessPhones: [], mobilePhone: null };
    case 'room':
      return room(setting, user);
  }
}

function ordinary(
  setting: UserSetting,
  facts: { id: string; givenName: string; surname: string; nickname: string; address: string; createdMs: number },
): UserRecord {
  const { random, domain } = setting;
  const { id, givenName, surname, nickname, address, createdMs } = facts;
  const locale = random.pick(locales);
  const title = random.pick(jobTitles);
  const phone = (): string => `+1 555 0${random.integer(100, 199)} ${random.integer(1000, 9999)}`;
  const later = (): string => directoryTime(random.integer(createdMs, seedEndMs));
  const [signIn, silent] = [later(), later()];
  return {
    id,
    businessPhones: random.chance(0.6) ? [phone()] : [],
    displayName: `${givenName} ${surname}`,
    givenName,
    jobTitle: title === '' ? null : title,
    mail: address,
    mobilePhone: random.chance(0.3) ? phone() : null,
    officeLocation: random.chance(0.5) ? `${random.integer(1, 40)}/${random.integer(1000, 4999)}` : null,
    preferredLanguage: random.chance(0.7) ? locale : null,
    surname,
    userPrincipalName: address,
    accountEnabled: true,
    userType: 'Member',
    createdDateTime: directoryTime(createdMs),
    department: random.pick(departments),
    companyName: random.chance(0.5) ? domain : null,
    country: random.chance(0.5) ? locale.slice(-2) : null,
    otherMails: random.chance(0.15) ? [`${nickname}@home.example`] : [],
    proxyAddresses: [`SMTP:${address}`, `smtp:${nickname}@${domain}.onmicrosoft.com`],
    mailNickname: nickname,
    externalUserState: null,
    externalUserStateChangeDateTime: null,
    lastPasswordChangeDateTime: later(),
    employeeHireDate: random.chance(0.4) ? directoryTime(createdMs) : null,
    employeeId: random.chance(0.4) ? String(random.integer(10_000, 99_999)) : null,
    deletedDateTime: null,
    signInActivity: {
      lastSignInDateTime: signIn,
      lastSignInRequestId: guid(random),
      lastNonInteractiveSignInDateTime: silent,
      lastNonInteractiveSignInRequestId: guid(random),
      lastSuccessfulSignInDateTime: signIn,
      lastSuccessfulSignInRequestId: guid(random),
    },
    mailboxSettings: { timeZone: random.pick(windowsZones), language: { locale, displayName: locale } },
    aboutMe: random.chance(0.3) ? `Likes ${random.pick(departments).toLowerCase()} and long walks.` : null,
    birthday: beginningOfTime,
    mySite: `https://${domain}-my.sharepoint.com/personal/${nickname.replaceAll('.', '_')}/`,
    skills: random.chance(0.2) ? ['negotiation', 'soldering'] : [],
    interests: [],
  };
}

/** A guest's principal name keeps the address of home, with `#EXT#`, which a path must percent-encode. */
function guest(
  setting: UserSetting,
  user: UserRecord,
  state: 'Accepted' | 'PendingAcceptance',
  createdMs: number,
): UserRecord {
  const home = setting.random.pick(guestDomains);
  const mail = `${user.mailNickname}@${home}`;
  const nickname = `${user.mailNickname}_${home}#EXT#`;
  return {
    ...user,
    mail,
    otherMails: [mail],
    proxyAddresses: [`SMTP:${mail}`],
    mailNickname: nickname,
    userPrincipalName: `${nickname}@${setting.domain}.onmicrosoft.com`,
    userType: 'Guest',
    externalUserState: state,
    externalUserStateChangeDateTime: directoryTime(createdMs + 86_400_000),
    givenName: null,
    surname: null,
    jobTitle: null,
    department: null,
    signInActivity: null,
    mySite: null,
  };
}

/** A meeting room has a mailbox, and nobody signs in to it. */
function room(setting: UserSetting, user: UserRecord): UserRecord {
  const displayName = setting.random.pick(rooms);
  return {
    ...user,
    displayName,
    givenName: null,
    surname: null,
    jobTitle: null,
    accountEnabled: false,
    signInActivity: null,
    preferredLanguage: null,
  };
}
