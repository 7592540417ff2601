import { channelsOf, findUserRecord, type Channel, type Chat, type Group, type Team } from '../store/tenant.ts';
import { isGuid } from '../store/guid.ts';
import type { Message, MessageLog } from '../store/message-log.ts';
import type { UserRecord } from '../store/directory-records.ts';
import type { DriveItemRecord } from '../store/records.ts';
import type { EndpointCall } from './endpoint.ts';
import { badRequest, forbidden, GraphError, notFound } from './graph-error.ts';

type Caller = Pick<EndpointCall, 'tenant' | 'token'>;

/**
 * A team the caller may see: an app any, a person those they are in.
 *
 * @throws GraphError 400, 403, 404
 */
export function findTeam({ tenant, token }: Caller, id: string): Team {
  if (!isGuid(id)) throw badRequest('teamId needs to be a valid GUID.');
  const team = tenant.teams.get(id.toLowerCase());
  if (team === undefined) throw notFound('teams', `No team found with Group Id ${id}`);
  if (token.userId !== undefined && !team.members.has(token.userId)) {
    throw forbidden('Failed to execute request: the user is not in the team.', 'AclCheckFailed');
  }
  return team;
}

/**
 * A channel the caller may see, through its own team or one it was shared with.
 *
 * @throws GraphError 400, 403, 404
 */
export function findChannel(caller: Caller, teamId: string, id: string): Channel {
  const found = caller.tenant.teams.get(teamId.toLowerCase())?.channels.get(id);
  const userId = caller.token.userId;
  // A shared channel is open to its members who are not in its team.
  if (found?.record.membershipType === 'shared' && userId !== undefined && found.members.has(userId)) return found;
  const team = findTeam(caller, teamId);
  if (!/^19:.+@thread\.(tacv2|skype)$/.test(id)) throw badRequest(`Invalid channel id '${id}'.`);
  const channel = team.channels.get(id) ?? incomingChannels(caller, team).find(({ record }) => record.id === id);
  if (channel === undefined) throw notFound('teams', 'Failed to execute Skype backend request GetThreadS2SRequest.');
  if (!canSee(caller, channel))
    throw forbidden('Failed to execute request: the user is not in the channel.', 'AclCheckFailed');
  return channel;
}

/** Whether the caller sees a channel: of private and shared ones members only. */
export function canSee({ token }: Caller, channel: Channel): boolean {
  return token.userId === undefined || channel.members.has(token.userId);
}

/** Channels of other teams that were shared with this one. */
export function incomingChannels({ tenant }: Caller, team: Team): Channel[] {
  return channelsOf(tenant).filter(channel => channel.sharedWith.includes(team.record.id));
}

/**
 * A chat the caller may see.
 *
 * @throws GraphError 400, 403, 404
 */
export function findChat({ tenant, token }: Caller, id: string): Chat {
  if (!/^(19:.+@(thread\.v2|unq\.gbl\.spaces)|48:notes)$/.test(id)) throw badRequest(`Invalid chat id '${id}'.`);
  const chat = tenant.chats.get(id);
  if (chat === undefined) throw notFound('teams', 'NotFound');
  if (token.userId !== undefined && !chat.members.has(token.userId)) {
    throw forbidden('The user is not in the roster of the chat.', 'AclCheckFailed');
  }
  return chat;
}

/** @throws GraphError 404 */
export function findMessage(log: MessageLog, id: string, rootId: string | null): Message {
  const message = log.find(id);
  if (message === undefined || message.record.replyToId !== rootId) throw notFound('teams', 'NotFound');
  return message;
}

/**
 * A person by id or user principal name.
 *
 * @throws GraphError 404
 */
export function findUser({ tenant }: Pick<Caller, 'tenant'>, idOrName: string): UserRecord {
  const user = findUserRecord(tenant, idOrName);
  if (user === undefined) throw notFound('directory', idOrName);
  return user;
}

/**
 * The person whose conversations are asked for: an app may name anybody, a signed-in person only themselves.
 *
 * @throws GraphError 403, 404
 */
export function findOwner(caller: Caller, idOrName: string): UserRecord {
  const user = findUser(caller, idOrName);
  if (caller.token.userId !== undefined && caller.token.userId !== user.id) {
    throw forbidden('The requested user does not match the signed-in user.', 'AclCheckFailed');
  }
  return user;
}

/** The signed-in person; `demandScope` has refused apps before. */
export function signedIn({ tenant, token }: Caller): UserRecord {
  return findUser({ tenant }, token.userId ?? '');
}

/** @throws GraphError 404 */
export function findGroup({ tenant }: Caller, id: string): Group {
  const group = tenant.groups.get(id.toLowerCase());
  if (group === undefined) throw notFound('directory', id);
  return group;
}

/**
 * A file or folder by drive and item. Files come with the messages they were sent in, so all are read first.
 *
 * @throws GraphError 404
 */
export function findItem(
  caller: Caller,
  find: (drives: Caller['tenant']['drives']) => DriveItemRecord | undefined,
): DriveItemRecord {
  const { tenant } = caller;
  const known = find(tenant.drives);
  if (known !== undefined) return known;
  for (const { messages } of [...channelsOf(tenant), ...tenant.chats.values()]) messages.all();
  const item = find(tenant.drives);
  if (item === undefined) throw notFound('files', '');
  return item;
}

/** @throws GraphError 403 unless a signed-in person wrote the message */
export function demandOwnMessage({ token }: Caller, message: Message): void {
  if (token.userId !== undefined && message.record.from?.user?.id === token.userId) return;
  throw new GraphError({
    status: 403,
    code: 'Forbidden',
    message: 'Only the sender can change a message.',
    innerCode: 'InsufficientPrivileges',
  });
}
