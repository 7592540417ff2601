import type { Plan } from '../../src/engine/plan.ts';
import * as directory from './googlechat/directory.ts';
import * as googleMessages from './googlechat/messages.ts';
import * as people from './googlechat/people.ts';
import * as googlePlaces from './googlechat/places.ts';
import * as graphMembers from './graph/members.ts';
import * as graphMessages from './graph/messages.ts';
import * as graphPlaces from './graph/places.ts';
import type { HandMapper } from './mapper.ts';
import * as slackMembers from './slack/members.ts';
import * as slackMessages from './slack/messages.ts';
import * as slackPlaces from './slack/places.ts';

const graph: Readonly<Record<string, HandMapper>> = {
  organizations: graphPlaces.organization,
  workspaces: graphPlaces.workspace,
  groups: graphPlaces.group,
  'channels.channel': graphPlaces.channel,
  'channels.chat': graphPlaces.chat,
  'members.user': graphMembers.user,
  'members.roster': graphMembers.roster,
  'messages.root': graphMessages.root,
  'messages.reply': graphMessages.reply,
  'messages.chat': graphMessages.chatMessage,
  attachments: graphMessages.attachment,
};

const mappers: Readonly<Record<string, Readonly<Record<string, HandMapper>>>> = {
  slack: {
    organizations: slackPlaces.organization,
    workspaces: slackPlaces.workspace,
    groups: slackPlaces.group,
    channels: slackPlaces.channel,
    members: slackMembers.member,
    messages: slackMessages.message,
    attachments: slackMessages.attachment,
  },
  googlechat: {
    organizations: googlePlaces.organization,
    workspaces: googlePlaces.workspace,
    groups: googlePlaces.group,
    channels: googlePlaces.channel,
    'members.user': directory.user,
    'members.person': people.person,
    'members.membership': people.membership,
    'members.group_member': people.groupMember,
    messages: googleMessages.message,
    attachments: googleMessages.attachment,
  },
  msteams: { ...graph, 'channels.channel': graphPlaces.ownChannel, 'channels.chat': graphPlaces.ownChat },
  microsoft: graph,
};

/** The mapper written by hand for `slack/members` and its like. @throws Error when there is none */
export function handMapper(mapping: string, plan: Plan): HandMapper<unknown> {
  const [integration = '', shape = ''] = mapping.split('/');
  const zones = plan.mapping.values['timezone'];
  const isOfTenant = shape === 'members.user' && zones !== undefined;
  const mapper = isOfTenant ? graphMembers.tenantUser(zones) : mappers[integration]?.[shape];
  if (mapper === undefined) throw new Error(`There is no mapper written by hand for ${mapping}.`);
  return mapper as HandMapper<unknown>; // each is given the records of its own mapping
}
