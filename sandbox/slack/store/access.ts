/** Scopes that let a caller do something, by the kind of conversation it is done to. */
import type { ChannelKind } from './workspace.ts';

export const conversationScopes = {
  read: { public: 'channels:read', private: 'groups:read', mpim: 'mpim:read', im: 'im:read' },
  history: { public: 'channels:history', private: 'groups:history', mpim: 'mpim:history', im: 'im:history' },
  manage: { public: 'channels:manage', private: 'groups:write', mpim: 'mpim:write', im: 'im:write' },
} as const satisfies Record<string, Record<ChannelKind, string>>;

export type ConversationAccess = keyof typeof conversationScopes;

/** Scopes the sandbox's bot tokens hold. */
export const botScopes: readonly string[] = [
  'bookmarks:read',
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'chat:write.customize',
  'chat:write.public',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'mpim:write',
  'reactions:read',
  'reactions:write',
  'team:read',
  'usergroups:read',
  'usergroups:write',
  'users.profile:read',
  'users:read',
  'users:read.email',
];

/** Scopes the sandbox's user tokens hold. */
export const userScopes: readonly string[] = [
  'channels:history',
  'channels:manage',
  'channels:read',
  'chat:write',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'mpim:write',
  'reactions:read',
  'reactions:write',
  'search:read',
  'team:read',
  'usergroups:read',
  'usergroups:write',
  'users.profile:read',
  'users:read',
  'users:read.email',
];
