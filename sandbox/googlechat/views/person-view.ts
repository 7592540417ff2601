import { etagOf } from '../api/etag.ts';
import type { ChatUser, DirectoryUser } from '../store/records.ts';

/** Fields a mask of the People API may name. */
export const personFields: readonly string[] = [
  'addresses', 'ageRanges', 'biographies', 'birthdays', 'calendarUrls', 'clientData', 'coverPhotos', 'emailAddresses',
  'events', 'externalIds', 'genders', 'imClients', 'interests', 'locales', 'locations', 'memberships', 'metadata',
  'miscKeywords', 'names', 'nicknames', 'occupations', 'organizations', 'phoneNumbers', 'photos', 'relations',
  'sipAddresses', 'skills', 'urls', 'userDefined',
]; // prettier-ignore

/** A person of the organization's directory, with the fields of the mask. */
export function personView(user: DirectoryUser, fields: ReadonlySet<string>): object {
  const all = { ...profileOf(user), ...contactOf(user) };
  const wanted = Object.entries(all).filter(([name, values]) => fields.has(name) && values.length > 0);
  const metadata = { sources: [sourceOf(user)], objectType: 'PERSON' };
  return {
    resourceName: `people/${user.id}`,
    etag: etagOf(user).slice(1, -1),
    ...(fields.has('metadata') ? { metadata } : {}),
    ...Object.fromEntries(wanted),
  };
}

/** A person of another organization: what they show the public. */
export function externalPersonView(user: ChatUser, fields: ReadonlySet<string>): object {
  const metadata = { primary: true, source: { type: 'PROFILE', id: user.id } };
  return {
    resourceName: `people/${user.id}`,
    etag: etagOf(user).slice(1, -1),
    names: fields.has('names') ? [{ metadata, displayName: user.displayName }] : undefined,
  };
}

function profileOf(user: DirectoryUser): Record<string, object[]> {
  const { name, thumbnailPhotoUrl, languages, notes } = user;
  const metadata = metadataOf(user, true);
  const displayNameLastFirst = name.familyName === '.' ? name.fullName : `${name.familyName}, ${name.givenName}`;
  return {
    names: [
      {
        metadata,
        displayName: name.fullName,
        ...(name.familyName === '.' ? {} : { familyName: name.familyName }),
        givenName: name.givenName,
        displayNameLastFirst,
        unstructuredName: name.fullName,
      },
    ],
    photos: [
      {
        metadata,
        ...(thumbnailPhotoUrl === undefined
          ? { url: 'https://lh3.googleusercontent.com/a/default=s100', default: true }
          : { url: thumbnailPhotoUrl }),
      },
    ],
    locales: languages.map(language => ({ metadata, value: language.languageCode })),
    biographies: notes === undefined ? [] : [{ metadata, value: notes.value, contentType: 'TEXT_PLAIN' }],
  };
}

function contactOf(user: DirectoryUser): Record<string, object[]> {
  return {
    emailAddresses: user.emails.map(({ address, type, primary }) => ({
      metadata: { ...metadataOf(user, primary === true), verified: true },
      value: address,
      type: type ?? 'work',
      formattedType: type === 'home' ? 'Home' : 'Work',
    })),
    phoneNumbers: user.phones.map(({ value, type }, index) => ({
      metadata: metadataOf(user, index === 0),
      value,
      canonicalForm: value.replace(/[^+\d]/g, ''),
      type,
      formattedType: 'Work',
    })),
    organizations: user.organizations.map(({ title, department }, index) => ({
      metadata: metadataOf(user, index === 0),
      type: 'work',
      formattedType: 'Work',
      current: true,
      title,
      department,
    })),
    urls: user.websites.map(({ value, type }, index) => ({
      metadata: metadataOf(user, index === 0),
      value,
      type,
      formattedType: 'Profile',
    })),
  };
}

function metadataOf(user: DirectoryUser, primary: boolean): object {
  return { primary, source: { type: 'DOMAIN_PROFILE', id: user.id } };
}

function sourceOf(user: DirectoryUser): object {
  return { type: 'DOMAIN_PROFILE', id: user.id, etag: etagOf(user.id).slice(1, -1), updateTime: user.creationTime };
}
