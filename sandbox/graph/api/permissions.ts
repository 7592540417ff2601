/** Who may call something: any one scope of the list is enough. Nothing where a kind of token cannot call it at all. */
export interface Permission {
  /** Space separated, least privileged first. */
  readonly delegated?: string;
  readonly application?: string;
  /** Scopes the fake accepts beyond the permission reference. */
  readonly also?: { readonly delegated: string; readonly application: string };
}

/** Scopes by verb and path, in the words of Graph's permission reference (ids as `{id}`, the rest in lower case). */
export const permissions = {
  'GET /organization': {
    delegated:
      'DeviceManagementServiceConfig.Read.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Organization.Read.All Organization.ReadWrite.All User.Read User.Read.All',
    application:
      'DeviceManagementServiceConfig.Read.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Organization.Read.All Organization.ReadWrite.All User.Read.All',
  },
  'GET /organization/{id}': {
    delegated:
      'DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All User.Read.All',
    application:
      'DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All User.Read.All',
    // Beyond the reference: the permission reference names device management only; the listing shows the same object for these.
    also: {
      application: 'Organization.Read.All Directory.Read.All',
      delegated: 'Organization.Read.All Directory.Read.All User.Read',
    },
  },
  'GET /me': {
    delegated:
      'User.Read AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Directory.Read.All Directory.ReadWrite.All User.Read.All User.ReadBasic.All User.ReadWrite User.ReadWrite.All',
  },
  'GET /me/joinedteams': {
    delegated:
      'Team.ReadBasic.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Directory.Read.All Directory.ReadWrite.All TeamSettings.Read.All TeamSettings.ReadWrite.All User.Read.All User.ReadWrite.All',
    application: 'Team.ReadBasic.All TeamSettings.Read.All TeamSettings.ReadWrite.All',
  },
  'GET /users/{id}/joinedteams': {
    delegated:
      'Team.ReadBasic.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Directory.Read.All Directory.ReadWrite.All TeamSettings.Read.All TeamSettings.ReadWrite.All User.Read.All User.ReadWrite.All',
    application:
      'Team.ReadBasic.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy Directory.Read.All Directory.ReadWrite.All TeamSettings.Read.All TeamSettings.ReadWrite.All User.Read.All User.ReadWrite.All',
  },
  'GET /users/{id}/teamwork/associatedteams': {
    delegated: 'Team.ReadBasic.All TeamSettings.Read.All TeamSettings.ReadWrite.All',
    application: 'Team.ReadBasic.All TeamSettings.Read.All TeamSettings.ReadWrite.All',
  },
  'GET /me/chats': {
    delegated: 'Chat.ReadBasic Chat.Read Chat.ReadWrite',
    application: 'Chat.ReadBasic.All Chat.Read.All Chat.ReadWrite.All',
  },
  'GET /users/{id}/chats': {
    delegated: 'Chat.ReadBasic Chat.Read Chat.ReadWrite',
    application: 'Chat.ReadBasic.All Chat.ReadWrite.All',
    // Beyond the reference: `/me/chats` takes it.
    also: { application: 'Chat.Read.All', delegated: '' },
  },
  'GET /users/{id}/chats/getallmessages': {
    application: 'Chat.Read.All Chat.ReadWrite.All',
  },
  'GET /me/memberof': {
    delegated:
      'User.Read Directory.Read.All Directory.ReadWrite.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All',
  },
  'GET /users/{id}/memberof': {
    delegated:
      'User.Read Directory.Read.All Directory.ReadWrite.All Group.ReadBasic.All GroupMember.Read.All GroupMember.ReadBasic.All',
    application: 'Directory.Read.All Directory.ReadWrite.All Group.ReadBasic.All GroupMember.ReadBasic.All',
  },
  'GET /me/photo': {
    delegated: 'User.Read ProfilePhoto.Read.All ProfilePhoto.ReadWrite.All User.ReadBasic.All',
  },
  'GET /users/{id}/photo': {
    delegated: 'User.Read ProfilePhoto.Read.All ProfilePhoto.ReadWrite.All User.ReadBasic.All',
    application:
      'ProfilePhoto.Read.All ProfilePhoto.ReadWrite.All User.Read.All User.ReadBasic.All User.ReadWrite.CrossCloud',
  },
  'GET /users': {
    delegated:
      'User.ReadBasic.All User.ReadWrite.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy DeviceManagementApps.Read.All DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.Read.All DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All Directory.ReadWrite.All User.Read.All',
    application:
      'User.ReadBasic.All User.ReadWrite.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy DeviceManagementApps.Read.All DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.Read.All DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All Directory.ReadWrite.All User.Read.All User.ReadWrite.CrossCloud',
  },
  'GET /users/{id}': {
    delegated:
      'User.ReadBasic.All User.ReadWrite.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy DeviceManagementApps.Read.All DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.Read.All DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All Directory.ReadWrite.All User.Read User.Read.All User.ReadWrite',
    application:
      'User.ReadBasic.All User.ReadWrite.All AgentIdUser.ReadWrite.All AgentIdUser.ReadWrite.IdentityParentedBy DeviceManagementApps.Read.All DeviceManagementApps.ReadWrite.All DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementManagedDevices.Read.All DeviceManagementManagedDevices.ReadWrite.All DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All Directory.Read.All Directory.ReadWrite.All User.Read.All User.ReadWrite.CrossCloud',
  },
  'GET /groups': {
    delegated:
      'Group-NestingSupport.ReadWrite.All Group.ReadBasic.All Directory.Read.All Directory.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All Group.ManageProtection.All Group.Read.All Group.ReadWrite.All GroupMember.Read.All',
    application:
      'Group-NestingSupport.ReadWrite.All Group.ReadBasic.All Directory.Read.All Directory.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All Group.ManageProtection.All Group.Read.All Group.ReadWrite.All GroupMember.Read.All',
  },
  'GET /groups/{id}': {
    delegated:
      'Group-NestingSupport.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All Group-XTenantIdentitySync.Read.All Group.ManageProtection.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All',
    application:
      'Group-NestingSupport.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Group-PreferredDataLocation.ReadWrite.All Group-XTenantIdentitySync.Read.All Group.ManageProtection.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All',
  },
  'GET /groups/{id}/members': {
    delegated:
      'GroupMember.ReadBasic.All Directory.Read.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All GroupMember.ReadWrite.All',
    application:
      'GroupMember.ReadBasic.All Directory.Read.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All GroupMember.ReadWrite.All',
  },
  'GET /groups/{id}/transitivemembers': {
    delegated:
      'GroupMember.ReadBasic.All Directory.Read.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All GroupMember.ReadWrite.All',
    application:
      'GroupMember.ReadBasic.All Directory.Read.All Group.Read.All Group.ReadBasic.All Group.ReadWrite.All GroupMember.Read.All GroupMember.ReadWrite.All',
  },
  'GET /groups/{id}/owners': {
    delegated: 'Group.ReadWrite.All GroupMember.Read.All Directory.Read.All Group.Read.All GroupMember.ReadWrite.All',
    application: 'Group.ReadWrite.All GroupMember.Read.All Directory.Read.All Group.Read.All GroupMember.ReadWrite.All',
  },
  'GET /teams': {
    delegated: 'Team.ReadBasic.All TeamSettings.Read.All TeamSettings.ReadWrite.All',
    application: 'Team.ReadBasic.All TeamSettings.Read.All TeamSettings.ReadWrite.All',
  },
  'GET /teams/{id}': {
    delegated:
      'Team.ReadBasic.All TeamSettings.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Group.Read.All Group.ReadWrite.All TeamSettings.Read.All',
    application:
      'TeamSettings.Read.Group TeamSettings.ReadWrite.Group Directory.Read.All Directory.ReadWrite.All Group.Read.All Group.ReadWrite.All Team.ReadBasic.All TeamSettings.Read.All TeamSettings.ReadWrite.All',
  },
  'GET /teams/{id}/members': {
    delegated: 'TeamMember.Read.All TeamMember.ReadWrite.All',
    application: 'TeamMember.Read.Group TeamMember.ReadWrite.All TeamMember.Read.All',
  },
  'GET /teams/{id}/members/{id}': {
    delegated: 'TeamMember.Read.All TeamMember.ReadWrite.All',
    application: 'TeamMember.Read.Group TeamMember.ReadWrite.All TeamMember.Read.All',
  },
  'GET /teams/{id}/channels': {
    delegated:
      'Channel.ReadBasic.All ChannelSettings.Read.All ChannelSettings.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Group.Read.All Group.ReadWrite.All',
    application:
      'ChannelSettings.Read.Group Channel.ReadBasic.All ChannelSettings.Read.All ChannelSettings.ReadWrite.All ChannelSettings.ReadWrite.Group Directory.Read.All Directory.ReadWrite.All Group.Read.All Group.ReadWrite.All',
  },
  'GET /teams/{id}/allchannels': {
    delegated: 'Channel.ReadBasic.All ChannelSettings.Read.All ChannelSettings.ReadWrite.All',
    application: 'Channel.ReadBasic.All ChannelSettings.Read.All ChannelSettings.ReadWrite.All',
  },
  'GET /teams/{id}/channels/getallmessages': {
    application: 'ChannelMessage.Read.All',
  },
  'GET /teams/{id}/channels/{id}': {
    delegated:
      'Channel.ReadBasic.All ChannelSettings.ReadWrite.All ChannelSettings.Read.All Directory.Read.All Directory.ReadWrite.All Group.Read.All Group.ReadWrite.All',
    application:
      'ChannelSettings.Read.Group ChannelSettings.ReadWrite.Group Channel.ReadBasic.All ChannelSettings.Read.All ChannelSettings.ReadWrite.All Directory.Read.All Directory.ReadWrite.All Group.Read.All Group.ReadWrite.All',
  },
  'GET /teams/{id}/channels/{id}/members': {
    delegated: 'ChannelMember.Read.All ChannelMember.ReadWrite.All Group.Read.All',
    application:
      'ChannelMember.Read.Group ChannelMember.Read.All ChannelMember.ReadWrite.All ChannelMember.ReadWrite.Group',
  },
  'GET /teams/{id}/channels/{id}/allmembers': {
    delegated: 'ChannelMember.Read.All ChannelMember.ReadWrite.All',
    application:
      'ChannelMember.Read.Group ChannelMember.Read.All ChannelMember.ReadWrite.All ChannelMember.ReadWrite.Group',
  },
  'GET /teams/{id}/channels/{id}/filesfolder': {
    delegated:
      'Files.Read.All Files.Read Files.ReadWrite Files.ReadWrite.All Group.Read.All Group.ReadWrite.All Sites.Read.All Sites.ReadWrite.All',
    application:
      'Files.Read.All File.Read.Group Files.ReadWrite.All Group.Read.All Group.ReadWrite.All Sites.Read.All Sites.ReadWrite.All',
  },
  'GET /teams/{id}/channels/{id}/messages': {
    delegated: 'ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All',
    application: 'ChannelMessage.Read.Group ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All',
  },
  'GET /teams/{id}/channels/{id}/messages/delta': {
    delegated: 'ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All',
    application: 'ChannelMessage.Read.Group ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All',
  },
  'GET /teams/{id}/channels/{id}/messages/{id}': {
    delegated: 'ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All',
    application: 'ChannelMessage.Read.Group ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All',
  },
  'GET /teams/{id}/channels/{id}/messages/{id}/replies': {
    delegated: 'ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All',
    application: 'ChannelMessage.Read.Group ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All',
  },
  'GET /teams/{id}/channels/{id}/messages/{id}/replies/{id}': {
    delegated: 'ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All',
    application: 'ChannelMessage.Read.Group ChannelMessage.Read.All Group.Read.All Group.ReadWrite.All',
  },
  'POST /teams/{id}/channels/{id}/messages': {
    delegated: 'ChannelMessage.Send Group.ReadWrite.All',
    application: 'Teamwork.Migrate.All',
  },
  'POST /teams/{id}/channels/{id}/messages/{id}/replies': {
    delegated: 'ChannelMessage.Send Group.ReadWrite.All',
    application: 'Teamwork.Migrate.All',
  },
  'PATCH /teams/{id}/channels/{id}/messages/{id}': {
    delegated: 'ChannelMessage.ReadWrite Group.ReadWrite.All',
    application: 'ChannelMessage.UpdatePolicyViolation.All Group.ReadWrite.All Teamwork.Migrate.All',
  },
  'PATCH /teams/{id}/channels/{id}/messages/{id}/replies/{id}': {
    delegated: 'ChannelMessage.ReadWrite Group.ReadWrite.All',
    application: 'ChannelMessage.UpdatePolicyViolation.All Group.ReadWrite.All Teamwork.Migrate.All',
  },
  'POST /teams/{id}/channels/{id}/messages/{id}/softdelete': {
    delegated: 'ChannelMessage.ReadWrite',
  },
  'POST /teams/{id}/channels/{id}/messages/{id}/undosoftdelete': {
    delegated: 'ChannelMessage.ReadWrite',
  },
  'POST /teams/{id}/channels/{id}/messages/{id}/replies/{id}/softdelete': {
    delegated: 'ChannelMessage.ReadWrite',
  },
  'POST /teams/{id}/channels/{id}/messages/{id}/replies/{id}/undosoftdelete': {
    delegated: 'ChannelMessage.ReadWrite',
  },
  'GET /chats': {
    delegated: 'Chat.ReadBasic Chat.Read Chat.ReadWrite',
    application: 'Chat.ReadBasic.All Chat.Read.All Chat.ReadWrite.All',
  },
  'GET /chats/{id}': {
    delegated: 'Chat.ReadBasic Chat.ReadWrite Chat.Read',
    application: 'Chat.ReadBasic.All ChatSettings.ReadWrite.Chat Chat.Manage.Chat Chat.Read.All ChatSettings.Read.Chat',
  },
  'GET /chats/{id}/members': {
    delegated: 'Chat.ReadBasic ChatMember.ReadWrite Chat.Read Chat.ReadWrite ChatMember.Read',
    application:
      'Chat.Manage.Chat ChatMember.Read.All Chat.Read.All Chat.ReadBasic.All Chat.ReadWrite.All ChatMember.Read.Chat ChatMember.ReadWrite.All',
  },
  'GET /chats/{id}/members/{id}': {
    delegated: 'Chat.ReadBasic ChatMember.ReadWrite Chat.Read Chat.ReadWrite ChatMember.Read',
    application:
      'ChatMember.Read.All ChatMember.ReadWrite.All Chat.Manage.Chat Chat.Read.All Chat.ReadBasic.All Chat.ReadWrite.All ChatMember.Read.Chat TeamMember.Read.Group',
  },
  'GET /chats/{id}/messages': {
    delegated: 'Chat.Read Chat.ReadWrite',
    application: 'ChatMessage.Read.Chat Chat.Read.All Chat.ReadWrite.All',
  },
  'GET /chats/{id}/messages/{id}': {
    delegated: 'Chat.Read Chat.ReadWrite Group.Read.All Group.ReadWrite.All',
    application: 'ChatMessage.Read.Chat Chat.Read.All Group.Read.All Group.ReadWrite.All',
    // Beyond the reference: the listing of the same messages takes it.
    also: { application: 'Chat.ReadWrite.All', delegated: '' },
  },
  'POST /chats/{id}/messages': {
    delegated: 'ChatMessage.Send Chat.ReadWrite Group.ReadWrite.All',
    application: 'Teamwork.Migrate.All',
  },
  'PATCH /chats/{id}/messages/{id}': {
    delegated: 'Chat.ReadWrite Group.ReadWrite.All',
    application: 'Chat.UpdatePolicyViolation.All Chat.ReadWrite.All Group.ReadWrite.All Teamwork.Migrate.All',
  },
  'POST /users/{id}/chats/{id}/messages/{id}/softdelete': {
    delegated: 'Chat.ReadWrite',
  },
  'POST /users/{id}/chats/{id}/messages/{id}/undosoftdelete': {
    delegated: 'Chat.ReadWrite',
  },
  'GET /shares/{id}/driveitem': {
    delegated: 'Files.ReadWrite Files.ReadWrite.All Sites.ReadWrite.All',
    application: 'Files.ReadWrite.All Sites.ReadWrite.All',
    // Beyond the reference: reading needs no right to write, see `…/driveitem/content`.
    also: { application: 'Files.Read.All Sites.Read.All', delegated: 'Files.Read Files.Read.All Sites.Read.All' },
  },
  'GET /shares/{id}/driveitem/content': {
    delegated: 'Files.Read Files.Read.All Files.ReadWrite Files.ReadWrite.All Sites.Read.All Sites.ReadWrite.All',
    application: 'Files.Read.All Files.ReadWrite.All Sites.Read.All Sites.ReadWrite.All',
  },
  'GET /drives/{id}/items/{id}': {
    delegated:
      'Files.Read Files.ReadWrite Files.Read.All Files.ReadWrite.All Group.Read.All Group.ReadWrite.All Sites.Read.All Sites.ReadWrite.All',
    application:
      'Files.Read.All Files.ReadWrite.All Group.Read.All Group.ReadWrite.All Sites.Read.All Sites.ReadWrite.All',
  },
  'GET /drives/{id}/items/{id}/children': {
    delegated: 'Files.Read Files.ReadWrite Files.Read.All Files.ReadWrite.All Sites.Read.All Sites.ReadWrite.All',
    application: 'Files.Read.All Files.ReadWrite.All Sites.Read.All Sites.ReadWrite.All',
  },
  'GET /drives/{id}/items/{id}/content': {
    delegated: 'Files.Read Files.ReadWrite Files.Read.All Files.ReadWrite.All Sites.Read.All Sites.ReadWrite.All',
    application: 'Files.Read.All Files.ReadWrite.All Sites.Read.All Sites.ReadWrite.All',
  },
} as const satisfies Readonly<Record<string, Permission>>;

/** What names an entry. */
export type PermissionKey = keyof typeof permissions;
