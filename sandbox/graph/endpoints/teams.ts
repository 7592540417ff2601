import { findOwner, findTeam, signedIn } from '../api/access.ts';
import { endpoint, list, type Answer, type EndpointCall } from '../api/endpoint.ts';
import { notFound } from '../api/graph-error.ts';
import type { QueryRules } from '../odata/query-options.ts';
import { properties } from '../odata/properties.ts';
import type { UserRecord } from '../store/directory-records.ts';
import type { MemberRecord } from '../store/records.ts';
import { channelsOf, type Team } from '../store/tenant.ts';
import { joinedTeamView, listedTeamView, teamView } from '../views/team-view.ts';
import { contextPath } from './contexts.ts';

/** Filters every list of members takes. */
export const memberRules = {
  type: 'conversationMember',
  select: properties.conversationMember,
  top: { default: 100, max: 999 },
  filter: {
    displayName: { type: 'string', operators: ['eq', 'startswith'] },
    email: { type: 'string', operators: ['eq', 'startswith'] },
    userId: { type: 'string', operators: ['eq'] },
    roles: { type: 'strings', operators: ['any'] },
  },
  countShown: 'page',
} as const satisfies QueryRules;

/** A list of members; ids are text, so they order the list. */
export function memberList(members: Iterable<MemberRecord>, context: string): Answer {
  const items = [...members].sort((a, b) => (a.userId < b.userId ? -1 : 1));
  return list({ items, show: member => member, key: member => [member.userId], context });
}

/** @throws GraphError 404 */
export function memberById(members: Iterable<MemberRecord>, id: string, context: string): Answer {
  const member = [...members].find(candidate => candidate.id === id);
  if (member === undefined) throw notFound('teams', 'NotFound');
  return { kind: 'one', value: member, context };
}

/** Teams and their rosters. */
export const teamEndpoints = [
  endpoint({
    verb: 'GET',
    path: '/me/joinedTeams',
    service: 'teams',
    permission: 'GET /me/joinedteams',
    rate: 'teamRead',
    query: { type: 'team', countShown: 'page' },
    handle: call => joinedTeams(call, signedIn(call)),
  }),
  endpoint({
    verb: 'GET',
    path: '/users/{user}/joinedTeams',
    service: 'teams',
    permission: 'GET /users/{id}/joinedteams',
    rate: 'teamRead',
    query: { type: 'team', countShown: 'page' },
    handle: call => joinedTeams(call, findOwner(call, call.params.user)),
  }),
  endpoint({
    verb: 'GET',
    path: '/me/teamwork/associatedTeams',
    service: 'teams',
    permission: 'GET /users/{id}/teamwork/associatedteams',
    rate: 'teamRead',
    query: { type: 'associatedTeamInfo', countShown: 'page' },
    handle: call => associatedTeams(call, signedIn(call)),
  }),
  endpoint({
    verb: 'GET',
    path: '/users/{user}/teamwork/associatedTeams',
    service: 'teams',
    permission: 'GET /users/{id}/teamwork/associatedteams',
    rate: 'teamRead',
    query: { type: 'associatedTeamInfo', countShown: 'page' },
    handle: call => associatedTeams(call, findOwner(call, call.params.user)),
  }),
  endpoint({
    verb: 'GET',
    path: '/teams',
    service: 'teams',
    permission: 'GET /teams',
    rate: 'otherRead',
    query: {
      type: 'team',
      select: properties.team,
      top: { default: 20, max: 999 },
      filter: {
        displayName: { type: 'string', operators: ['eq', 'startswith'] },
        description: { type: 'string', operators: ['eq', 'startswith'] },
        visibility: { type: 'string', operators: ['eq'] },
        id: { type: 'string', operators: ['eq', 'in'] },
      },
      countShown: 'page',
    },
    handle: ({ tenant, token }) => {
      // A signed-in person finds public teams here too, not only their own.
      const items = [...tenant.teams.values()].filter(
        ({ record, members }) =>
          token.userId === undefined || record.visibility === 'public' || members.has(token.userId),
      );
      return list({
        items,
        show: ({ record }) => listedTeamView(record),
        key: ({ record }) => [record.id],
        context: 'teams',
      });
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}',
    service: 'teams',
    permission: 'GET /teams/{id}',
    rate: 'teamRead',
    query: { type: 'team', select: properties.team },
    handle: call => ({ kind: 'one', value: teamView(findTeam(call, call.params.team).record), context: 'teams' }),
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/members',
    service: 'teams',
    permission: 'GET /teams/{id}/members',
    rate: 'members',
    query: memberRules,
    handle: call => memberList(findTeam(call, call.params.team).members.values(), membersContext(call.params.team)),
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/members/{member}',
    service: 'teams',
    permission: 'GET /teams/{id}/members/{id}',
    rate: 'members',
    query: { type: 'conversationMember' },
    handle: call =>
      memberById(
        findTeam(call, call.params.team).members.values(),
        call.params.member,
        membersContext(call.params.team),
      ),
  }),
];

const membersContext = (team: string): string => contextPath(['teams', team], 'members');

function joinedTeams({ tenant }: EndpointCall<never>, user: UserRecord): Answer {
  const items = [...tenant.teams.values()].filter(({ members }) => members.has(user.id));
  return list({
    items,
    show: ({ record }) => joinedTeamView(record),
    key: ({ record }) => [record.id],
    context: 'teams',
  });
}

/** Teams of a person, and teams that host a shared channel they are in. */
function associatedTeams({ tenant }: EndpointCall<never>, user: UserRecord): Answer {
  const hosts = new Set(
    channelsOf(tenant)
      .filter(({ record, members }) => record.membershipType === 'shared' && members.has(user.id))
      .map(({ teamId }) => teamId),
  );
  const items = [...tenant.teams.values()].filter(
    ({ members, record }) => members.has(user.id) || hosts.has(record.id),
  );
  const show = ({ record }: Team): object => ({
    '@odata.type': '#microsoft.graph.associatedTeamInfo',
    id: record.id,
    tenantId: record.tenantId,
    displayName: record.displayName,
  });
  return list({
    items,
    show,
    key: ({ record }) => [record.id],
    context: 'Collection(microsoft.graph.associatedTeamInfo)',
  });
}
