/** Delegated scopes of the seed's signed-in person: what the integration for a signed-in user asks for. */
export const userScopes: readonly string[] =
  'Channel.ReadBasic.All ChannelMember.Read.All ChannelMessage.Read.All ChannelMessage.ReadWrite ChannelMessage.Send Chat.ReadBasic Chat.Read Chat.ReadWrite ChatMessage.Send Files.Read.All Files.ReadWrite.All GroupMember.Read.All Group.ReadBasic.All Organization.Read.All Team.ReadBasic.All TeamMember.Read.All User.Read User.ReadBasic.All User.Read.All'.split(
    ' ',
  );

/** Application permissions of the seed's app: what reading a whole tenant takes. */
export const appRoles: readonly string[] =
  'AuditLog.Read.All Channel.ReadBasic.All ChannelMember.Read.All ChannelMessage.Read.All Chat.Read.All Chat.ReadBasic.All ChatMember.Read.All Directory.Read.All Files.Read.All Group.Read.All GroupMember.Read.All MailboxSettings.Read Organization.Read.All ProfilePhoto.Read.All Sites.Read.All Team.ReadBasic.All TeamMember.Read.All TeamSettings.Read.All User.Read.All'.split(
    ' ',
  );
