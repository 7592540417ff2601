import type * as slack from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import type { Method } from '../../../sandbox/slack/api/method.ts';
import { methods } from '../../../sandbox/slack/methods/table.ts';
import type { TokenAnswer } from '../../../sandbox/slack/oauth/token-endpoint.ts';

/**
 * A type as far as JSON goes: enums and literals become their base types, and a null counts as absent, because the
 * package's types know no null where Slack sends one.
 */
type Wire<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends boolean
      ? boolean
      : T extends readonly (infer E)[]
        ? Wire<E>[]
        : T extends object
          ? { [K in keyof T as null extends T[K] ? never : K]: Wire<T[K]> } & {
              [K in keyof T as null extends T[K] ? K : never]?: Wire<Exclude<T[K], null>>;
            }
          : T;

type Table = typeof methods;
type Answer<M extends keyof Table> = Table[M] extends Method<infer R> ? Wire<{ ok: true } & R> : never;

/** `true` when the package's type of a method's response accepts what the sandbox answers. */
type Accepted<M extends keyof Table & keyof Responses> = [Answer<M>] extends [Wire<Responses[M]>] ? true : Answer<M>;

interface Responses {
  'auth.revoke': slack.AuthRevokeResponse;
  'auth.teams.list': slack.AuthTeamsListResponse;
  'auth.test': slack.AuthTestResponse;
  'bots.info': slack.BotsInfoResponse;
  'chat.delete': slack.ChatDeleteResponse;
  'chat.getPermalink': slack.ChatGetPermalinkResponse;
  'chat.postMessage': slack.ChatPostMessageResponse;
  'chat.update': slack.ChatUpdateResponse;
  'conversations.archive': slack.ConversationsArchiveResponse;
  'conversations.create': slack.ConversationsCreateResponse;
  'conversations.history': slack.ConversationsHistoryResponse;
  'conversations.info': slack.ConversationsInfoResponse;
  'conversations.invite': slack.ConversationsInviteResponse;
  'conversations.join': slack.ConversationsJoinResponse;
  'conversations.kick': slack.ConversationsKickResponse;
  'conversations.leave': slack.ConversationsLeaveResponse;
  'conversations.list': slack.ConversationsListResponse;
  'conversations.members': slack.ConversationsMembersResponse;
  'conversations.open': slack.ConversationsOpenResponse;
  'conversations.rename': slack.ConversationsRenameResponse;
  'conversations.replies': slack.ConversationsRepliesResponse;
  'conversations.setPurpose': slack.ConversationsSetPurposeResponse;
  'conversations.setTopic': slack.ConversationsSetTopicResponse;
  'conversations.unarchive': slack.ConversationsUnarchiveResponse;
  'files.completeUploadExternal': slack.FilesCompleteUploadExternalResponse;
  'files.delete': slack.FilesDeleteResponse;
  'files.getUploadURLExternal': slack.FilesGetUploadURLExternalResponse;
  'files.info': slack.FilesInfoResponse;
  'files.list': slack.FilesListResponse;
  'reactions.add': slack.ReactionsAddResponse;
  'reactions.get': slack.ReactionsGetResponse;
  'reactions.list': slack.ReactionsListResponse;
  'reactions.remove': slack.ReactionsRemoveResponse;
  'search.messages': slack.SearchMessagesResponse;
  'team.info': slack.TeamInfoResponse;
  'usergroups.create': slack.UsergroupsCreateResponse;
  'usergroups.disable': slack.UsergroupsDisableResponse;
  'usergroups.enable': slack.UsergroupsEnableResponse;
  'usergroups.list': slack.UsergroupsListResponse;
  'usergroups.update': slack.UsergroupsUpdateResponse;
  'usergroups.users.list': slack.UsergroupsUsersListResponse;
  'usergroups.users.update': slack.UsergroupsUsersUpdateResponse;
  'users.conversations': slack.UsersConversationsResponse;
  'users.getPresence': slack.UsersGetPresenceResponse;
  'users.info': slack.UsersInfoResponse;
  'users.list': slack.UsersListResponse;
  'users.lookupByEmail': slack.UsersLookupByEmailResponse;
  'users.profile.get': slack.UsersProfileGetResponse;
}

/** The type checker is the judge: a method whose answer does not fit its type cannot be `true` here. */
const accepted: { [M in keyof Table]: Accepted<M> } = {
  'auth.revoke': true,
  'auth.teams.list': true,
  'auth.test': true,
  'bots.info': true,
  'chat.delete': true,
  'chat.getPermalink': true,
  'chat.postMessage': true,
  'chat.update': true,
  'conversations.archive': true,
  'conversations.create': true,
  'conversations.history': true,
  'conversations.info': true,
  'conversations.invite': true,
  'conversations.join': true,
  'conversations.kick': true,
  'conversations.leave': true,
  'conversations.list': true,
  'conversations.members': true,
  'conversations.open': true,
  'conversations.rename': true,
  'conversations.replies': true,
  'conversations.setPurpose': true,
  'conversations.setTopic': true,
  'conversations.unarchive': true,
  'files.completeUploadExternal': true,
  'files.delete': true,
  'files.getUploadURLExternal': true,
  'files.info': true,
  'files.list': true,
  'reactions.add': true,
  'reactions.get': true,
  'reactions.list': true,
  'reactions.remove': true,
  'search.messages': true,
  'team.info': true,
  'usergroups.create': true,
  'usergroups.disable': true,
  'usergroups.enable': true,
  'usergroups.list': true,
  'usergroups.update': true,
  'usergroups.users.list': true,
  'usergroups.users.update': true,
  'users.conversations': true,
  'users.getPresence': true,
  'users.info': true,
  'users.list': true,
  'users.lookupByEmail': true,
  'users.profile.get': true,
};

const tokenAnswerAccepted: [Wire<TokenAnswer>] extends [Wire<slack.OauthV2AccessResponse>] ? true : Wire<TokenAnswer> =
  true;

describe('response types of @slack/web-api', () => {
  it('accept the answer of every method, as far as the type checker sees', () => {
    expect({ methods: Object.keys(accepted).sort(), tokenAnswerAccepted }).toEqual({
      methods: Object.keys(methods).sort(),
      tokenAnswerAccepted: true,
    });
  });
});
