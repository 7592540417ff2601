import { maskPaths } from '../api/field-mask.ts';
import { GoogleError, invalidField } from '../api/google-error.ts';
import { method, type Method, type MethodContext } from '../api/method.ts';
import type { DirectoryUser } from '../store/records.ts';
import { externalPersonView, personFields, personView } from '../views/person-view.ts';
import { permissionDenied } from './access.ts';

const people = { verb: 'GET', host: 'people.googleapis.com', form: 'rpc', quota: 'PeopleReads' } as const;
const service = 'google.people.v1.PeopleService';
const readScopes = {
  user: [
    'contacts',
    'contacts.other.readonly',
    'contacts.readonly',
    'directory.readonly',
    'user.addresses.read',
    'user.birthday.read',
    'user.emails.read',
    'user.gender.read',
    'user.organization.read',
    'user.phonenumbers.read',
    'userinfo.email',
    'userinfo.profile',
  ],
};
const readSources = [
  'READ_SOURCE_TYPE_UNSPECIFIED',
  'READ_SOURCE_TYPE_PROFILE',
  'READ_SOURCE_TYPE_CONTACT',
  'READ_SOURCE_TYPE_DOMAIN_CONTACT',
  'READ_SOURCE_TYPE_OTHER_CONTACT',
];
const readParameters = {
  personFields: { type: 'string' },
  'requestMask.includeField': { type: 'string' },
  sources: { type: 'string', values: readSources, repeated: true },
} as const;

/** The People API: the directory as every member of the organization sees it. */
export const peopleMethods: readonly Method[] = [
  method({
    ...people,
    id: 'people.people.listDirectoryPeople',
    rpc: `${service}.ListDirectoryPeople`,
    path: '/v1/people:listDirectoryPeople',
    scopes: { user: ['directory.readonly'] },
    parameters: {
      mergeSources: {
        type: 'string',
        values: ['DIRECTORY_MERGE_SOURCE_TYPE_UNSPECIFIED', 'DIRECTORY_MERGE_SOURCE_TYPE_CONTACT'],
        repeated: true,
      },
      pageSize: { type: 'integer', default: 0, min: 0, max: 1000 },
      pageToken: { type: 'string' },
      readMask: { type: 'string', required: true },
      requestSyncToken: { type: 'boolean' },
      sources: {
        type: 'string',
        values: [
          'DIRECTORY_SOURCE_TYPE_UNSPECIFIED',
          'DIRECTORY_SOURCE_TYPE_DOMAIN_CONTACT',
          'DIRECTORY_SOURCE_TYPE_DOMAIN_PROFILE',
        ],
        repeated: true,
      },
      syncToken: { type: 'string' },
    },
    handle(context, { args }) {
      const fields = fieldsOf(args.readMask, 'read_mask');
      if (args.sources.length === 0) throw invalidField('sources', 'sources is required.');
      const sync = args.syncToken === undefined ? undefined : demandSyncToken(args.syncToken);
      const isProfile = args.sources.includes('DIRECTORY_SOURCE_TYPE_DOMAIN_PROFILE');
      // Nothing changes in the directory while the sandbox runs: a sync finds no changes.
      const items = isProfile && sync === undefined ? listed(context) : [];
      const page = context.paging.take({
        items,
        keyOf: user => user.id,
        size: args.pageSize || 100,
        token: args.pageToken,
      });
      const isLast = page.nextPageToken === undefined;
      return {
        people: page.items.map(user => personView(user, fields)),
        nextPageToken: page.nextPageToken,
        nextSyncToken: isLast && (args.requestSyncToken === true || sync !== undefined) ? syncToken : undefined,
      };
    },
  }),
  method({
    ...people,
    id: 'people.people.getBatchGet',
    rpc: `${service}.GetBatchGet`,
    path: '/v1/people:batchGet',
    scopes: readScopes,
    parameters: { ...readParameters, resourceNames: { type: 'string', repeated: true } },
    handle(context, { args }) {
      const fields = fieldsOf(args.personFields, 'person_fields');
      const names = args.resourceNames;
      if (names.length === 0) throw invalidField('resource_names', 'resource_names is required.');
      if (names.length > 200) throw invalidField('resource_names', 'At most 200 resource names are allowed.');
      const responses = names.map(requestedResourceName => {
        const person = findPerson(context, requestedResourceName, fields);
        const status = person === undefined ? { code: 5, message: 'Person not found.' } : {};
        return { httpStatusCode: person === undefined ? 404 : 200, person, requestedResourceName, status };
      });
      return { responses };
    },
  }),
  method({
    ...people,
    id: 'people.people.get',
    rpc: `${service}.GetPerson`,
    path: '/v1/people/{person}',
    scopes: readScopes,
    parameters: readParameters,
    handle(context, { path, args }) {
      const fields = fieldsOf(args.personFields, 'person_fields');
      const person = findPerson(context, `people/${path.person}`, fields);
      if (person === undefined) throw new GoogleError('NOT_FOUND', 'Requested entity was not found.');
      return person;
    },
  }),
];

const syncToken = 'directory-sync-1';

function demandSyncToken(token: string): string {
  if (token === syncToken) return token;
  throw new GoogleError(
    'FAILED_PRECONDITION',
    'Sync token is expired. Clear local cache and retry call without the sync token.',
    {
      reason: 'EXPIRED_SYNC_TOKEN',
    },
  );
}

function fieldsOf(mask: string | undefined, parameter: string): ReadonlySet<string> {
  const paths = maskPaths(mask ?? '').map(path => path.split('.')[0] ?? '');
  if (paths.length === 0)
    throw invalidField(parameter, `${parameter} mask is required. Please specify one or more valid paths.`);
  const unknown = paths.find(path => !personFields.includes(path));
  if (unknown !== undefined) {
    throw invalidField(
      parameter,
      `Invalid ${parameter} mask path: "${unknown}". Valid paths are documented at the method.`,
    );
  }
  return new Set(paths);
}

/** Who the directory shows: active people who are not hidden. */
function listed({ store }: MethodContext): DirectoryUser[] {
  return [...store.directory.values()].filter(isShown);
}

function isShown(user: DirectoryUser): boolean {
  return user.includeInGlobalAddressList && !user.suspended && !user.archived && user.deletionTime === undefined;
}

function findPerson(
  { store, caller }: MethodContext,
  resourceName: string,
  fields: ReadonlySet<string>,
): object | undefined {
  const id = /^people\/([^/]+)$/.exec(resourceName)?.[1];
  if (id === undefined) throw invalidField('resource_name', `Resource name "${resourceName}" is not people/{id}.`);
  const key = id === 'me' ? caller.id : id;
  const user = store.directory.get(key);
  const mayRead = key === caller.id || caller.scopes.has('directory.readonly');
  if (user !== undefined && !mayRead)
    throw permissionDenied('Request person data of other people needs directory.readonly.');
  if (user !== undefined) return isShown(user) ? personView(user, fields) : undefined;
  const external = store.users.get(key);
  return external?.type === 'HUMAN' ? externalPersonView(external, fields) : undefined;
}
