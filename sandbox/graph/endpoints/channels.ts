import { canSee, findChannel, findItem, findTeam, incomingChannels } from '../api/access.ts';
import { root } from '../api/graph-root.ts';
import { endpoint, list } from '../api/endpoint.ts';
import type { FilterRules } from '../odata/filter-rules.ts';
import { properties } from '../odata/properties.ts';
import type { MemberRecord } from '../store/records.ts';
import type { Channel, Tenant } from '../store/tenant.ts';
import { itemView } from '../views/item-view.ts';
import { contextPath } from './contexts.ts';
import { memberList, memberRules } from './teams.ts';

const filter: FilterRules = {
  membershipType: { type: 'string', operators: ['eq', 'ne'] },
  displayName: { type: 'string', operators: ['eq', 'startswith'] },
};
const listRules = { type: 'channel', select: properties.channel, filter, countShown: 'page' } as const;

/** Channels of teams, who is in them and where their files lie. */
export const channelEndpoints = [
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels',
    service: 'teams',
    permission: 'GET /teams/{id}/channels',
    rate: 'channelRead',
    query: listRules,
    handle: call => {
      const team = findTeam(call, call.params.team);
      const items = [...team.channels.values()].filter(channel => canSee(call, channel));
      return list({
        items,
        show: listedChannel,
        key: (_, index) => [index],
        context: contextPath(['teams', call.params.team], 'channels'),
      });
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/allChannels',
    service: 'teams',
    permission: 'GET /teams/{id}/allchannels',
    rate: 'channelRead',
    query: listRules,
    handle: call => {
      const team = findTeam(call, call.params.team);
      const items = [...team.channels.values(), ...incomingChannels(call, team)].filter(channel =>
        canSee(call, channel),
      );
      // The address names the team that hosts the channel.
      const show = (channel: Channel): object => ({
        '@odata.id': `${root}/tenants/${channel.record.tenantId}/teams/${channel.teamId}/channels/${channel.record.id}`,
        ...listedChannel(channel),
      });
      return list({
        items,
        show,
        key: (_, index) => [index],
        context: contextPath(['teams', call.params.team], 'allChannels'),
      });
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels/{channel}',
    service: 'teams',
    permission: 'GET /teams/{id}/channels/{id}',
    rate: 'channelRead',
    query: { type: 'channel', select: properties.channel },
    handle: call => {
      const channel = findChannel(call, call.params.team, call.params.channel);
      // A summary comes only when it is asked for by name.
      const asked = call.options.select?.includes('summary') === true ? { summary: summaryOf(channel) } : {};
      return {
        kind: 'one',
        value: { ...channel.record, ...asked },
        context: contextPath(['teams', call.params.team], 'channels'),
      };
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels/{channel}/members',
    service: 'teams',
    permission: 'GET /teams/{id}/channels/{id}/members',
    rate: 'members',
    query: memberRules,
    handle: call => {
      const { team, channel } = call.params;
      return memberList(
        findChannel(call, team, channel).members.values(),
        contextPath(['teams', team], ['channels', channel], 'members'),
      );
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels/{channel}/allMembers',
    service: 'teams',
    permission: 'GET /teams/{id}/channels/{id}/allmembers',
    rate: 'members',
    query: memberRules,
    handle: call => {
      const { team, channel } = call.params;
      const members = withIndirect(call.tenant, findChannel(call, team, channel));
      return memberList(members, contextPath(['teams', team], ['channels', channel], 'allMembers'));
    },
  }),
  endpoint({
    verb: 'GET',
    path: '/teams/{team}/channels/{channel}/filesFolder',
    service: 'teams',
    permission: 'GET /teams/{id}/channels/{id}/filesfolder',
    rate: 'otherRead',
    query: { type: 'driveItem', select: properties.driveItem },
    handle: call => {
      const { team, channel } = call.params;
      const { folder } = findChannel(call, team, channel);
      const item = findItem(call, drives => drives.find(folder.driveId, folder.itemId));
      return {
        kind: 'one',
        value: itemView(item, call.nowMs),
        context: contextPath(['teams', team], ['channels', channel], 'filesFolder'),
      };
    },
  }),
];

/** Listings leave the layout out. */
function listedChannel({ record }: Channel): object {
  return { ...record, layoutType: null };
}

function summaryOf({ members }: Channel): object {
  const all = [...members.values()];
  return {
    ownersCount: all.filter(({ roles }) => roles.includes('owner')).length,
    membersCount: all.filter(({ roles }) => roles.length === 0).length,
    guestsCount: all.filter(({ roles }) => roles.includes('guest')).length,
    hasMembersFromOtherTenants: false,
  };
}

/** Members, and those who come in through a team the channel was shared with. */
function withIndirect(tenant: Tenant, channel: Channel): MemberRecord[] {
  const indirect = channel.sharedWith.flatMap(teamId => [...(tenant.teams.get(teamId)?.members.values() ?? [])]);
  return [...new Map([...indirect, ...channel.members.values()].map(member => [member.userId, member])).values()];
}
