/** Scopes of an ordinary person's tokens, without the common prefix. */
export const memberScopes: readonly string[] = [
  'openid',
  'userinfo.email',
  'userinfo.profile',
  'chat.spaces',
  'chat.spaces.create',
  'chat.delete',
  'chat.memberships',
  'chat.memberships.app',
  'chat.messages',
  'chat.messages.create',
  'chat.messages.reactions',
  'directory.readonly',
  'admin.directory.user.readonly',
  'drive.readonly',
];

/** An administrator's: also the Directory and Chat with administrator's access. */
export const adminScopes: readonly string[] = [
  ...memberScopes,
  'chat.import',
  'chat.admin.spaces',
  'chat.admin.spaces.readonly',
  'chat.admin.memberships',
  'chat.admin.memberships.readonly',
  'chat.admin.delete',
  'admin.directory.customer.readonly',
  'admin.directory.domain.readonly',
  'admin.directory.group.readonly',
  'admin.directory.group.member.readonly',
  'chat.spaces.readonly',
  'chat.memberships.readonly',
  'chat.messages.readonly',
  'drive.metadata.readonly',
];

/** The Chat app's own. */
export const appScopes: readonly string[] = ['chat.bot'];

/** What an administrator approved once for the app: the service account may ask for these without a `sub`. */
export const approvedAppScopes: readonly string[] = [
  'chat.app.spaces',
  'chat.app.spaces.create',
  'chat.app.delete',
  'chat.app.memberships',
  'chat.app.messages.readonly',
];
