/**
 * Bodies that Google Chat reads, field by field: what a request may hold, and (with `Shape`) what the sandbox stores.
 * A field is a scalar, an `enum`, a reference to another shape, a `list`, or `open` where only its being an object
 * matters (cards). Names and types are those of the discovery document; a test compares them.
 */
export const shapes = {
  AccessPermissionSetting: { principals: { list: 'open' } },
  AccessPermissionSettings: {
    discoverSpaceSetting: { ref: 'AccessPermissionSetting' },
    joinSpaceSetting: { ref: 'AccessPermissionSetting' },
    viewSpaceMembershipSetting: { ref: 'AccessPermissionSetting' },
  },
  AccessSettings: {
    accessPermissionSettings: { ref: 'AccessPermissionSettings' },
    accessState: { enum: ['ACCESS_STATE_UNSPECIFIED', 'PRIVATE', 'DISCOVERABLE'] },
    audience: 'string',
  },
  Annotation: {
    customEmojiMetadata: { ref: 'CustomEmojiMetadata' },
    length: 'int32',
    richLinkMetadata: { ref: 'RichLinkMetadata' },
    slashCommand: 'open',
    startIndex: 'int32',
    type: { enum: ['ANNOTATION_TYPE_UNSPECIFIED', 'USER_MENTION', 'SLASH_COMMAND', 'RICH_LINK', 'CUSTOM_EMOJI'] },
    userMention: { ref: 'UserMentionMetadata' },
  },
  Attachment: {
    attachmentDataRef: { ref: 'AttachmentDataRef' },
    contentName: 'string',
    contentType: 'string',
    downloadUri: 'string',
    driveDataRef: { ref: 'DriveDataRef' },
    name: 'string',
    source: { enum: ['SOURCE_UNSPECIFIED', 'DRIVE_FILE', 'UPLOADED_CONTENT'] },
    thumbnailUri: 'string',
  },
  AttachedGif: { uri: 'string' },
  AttachmentDataRef: { attachmentUploadToken: 'string', resourceName: 'string' },
  CardWithId: { card: 'open', cardId: 'string' },
  ChatSpaceLinkData: { message: 'string', space: 'string', thread: 'string' },
  CustomEmoji: {
    emojiName: 'string',
    name: 'string',
    payload: 'open',
    temporaryImageUri: 'string',
    uid: 'string',
  },
  CustomEmojiMetadata: { customEmoji: { ref: 'CustomEmoji' } },
  DeletionMetadata: {
    deletionType: {
      enum: [
        'DELETION_TYPE_UNSPECIFIED',
        'CREATOR',
        'SPACE_OWNER',
        'ADMIN',
        'APP_MESSAGE_EXPIRY',
        'CREATOR_VIA_APP',
        'SPACE_OWNER_VIA_APP',
        'SPACE_MEMBER',
      ],
    },
  },
  DriveDataRef: { driveFileId: 'string' },
  DriveLinkData: { driveDataRef: { ref: 'DriveDataRef' }, mimeType: 'string' },
  Emoji: { customEmoji: { ref: 'CustomEmoji' }, unicode: 'string' },
  EmojiReactionSummary: { emoji: { ref: 'Emoji' }, reactionCount: 'int32' },
  ForwardedMetadata: { space: 'string', spaceDisplayName: 'string' },
  Group: { name: 'string' },
  MatchedUrl: { url: 'string' },
  Membership: {
    affiliation: { enum: ['AFFILIATION_UNSPECIFIED', 'INTERNAL', 'EXTERNAL', 'MANAGED_EXTERNAL'] },
    createTime: 'timestamp',
    deleteTime: 'timestamp',
    groupMember: { ref: 'Group' },
    member: { ref: 'User' },
    name: 'string',
    role: { enum: ['MEMBERSHIP_ROLE_UNSPECIFIED', 'ROLE_MEMBER', 'ROLE_MANAGER', 'ROLE_ASSISTANT_MANAGER'] },
    state: { enum: ['MEMBERSHIP_STATE_UNSPECIFIED', 'JOINED', 'INVITED', 'NOT_A_MEMBER'] },
  },
  MembershipCount: { joinedDirectHumanUserCount: 'int32', joinedGroupCount: 'int32' },
  Message: {
    accessoryWidgets: { list: 'open' },
    actionResponse: 'open',
    annotations: { list: { ref: 'Annotation' } },
    argumentText: 'string',
    attachedGifs: { list: { ref: 'AttachedGif' } },
    attachment: { list: { ref: 'Attachment' } },
    cards: { list: 'open' },
    cardsV2: { list: { ref: 'CardWithId' } },
    clientAssignedMessageId: 'string',
    createTime: 'timestamp',
    deleteTime: 'timestamp',
    deletionMetadata: { ref: 'DeletionMetadata' },
    emojiReactionSummaries: { list: { ref: 'EmojiReactionSummary' } },
    fallbackText: 'string',
    formattedText: 'string',
    lastUpdateTime: 'timestamp',
    markupSyntax: { enum: ['MARKUP_SYNTAX_UNSPECIFIED', 'MARKUP_SYNTAX_CHAT', 'MARKUP_SYNTAX_MARKDOWN'] },
    matchedUrl: { ref: 'MatchedUrl' },
    name: 'string',
    privateMessageViewer: { ref: 'User' },
    quotedMessageMetadata: { ref: 'QuotedMessageMetadata' },
    sender: { ref: 'User' },
    silent: 'boolean',
    slashCommand: 'open',
    space: { ref: 'Space' },
    text: 'string',
    thread: { ref: 'Thread' },
    threadReply: 'boolean',
  },
  PermissionSetting: {
    assistantManagersAllowed: 'boolean',
    managersAllowed: 'boolean',
    membersAllowed: 'boolean',
  },
  PermissionSettings: {
    manageApps: { ref: 'PermissionSetting' },
    manageMembersAndGroups: { ref: 'PermissionSetting' },
    manageWebhooks: { ref: 'PermissionSetting' },
    modifySpaceDetails: { ref: 'PermissionSetting' },
    postMessages: { ref: 'PermissionSetting' },
    replyMessages: { ref: 'PermissionSetting' },
    toggleHistory: { ref: 'PermissionSetting' },
    useAtMentionAll: { ref: 'PermissionSetting' },
    viewSpaceMembership: { ref: 'PermissionSetting' },
  },
  QuotedMessageMetadata: {
    forwardedMetadata: { ref: 'ForwardedMetadata' },
    lastUpdateTime: 'timestamp',
    name: 'string',
    quoteType: { enum: ['QUOTE_TYPE_UNSPECIFIED', 'REPLY', 'FORWARD'] },
    quotedMessageSnapshot: { ref: 'QuotedMessageSnapshot' },
  },
  QuotedMessageSnapshot: {
    annotations: { list: { ref: 'Annotation' } },
    attachments: { list: { ref: 'Attachment' } },
    formattedText: 'string',
    sender: 'string',
    text: 'string',
  },
  Reaction: { emoji: { ref: 'Emoji' }, name: 'string', user: { ref: 'User' } },
  RichLinkMetadata: {
    calendarEventLinkData: 'open',
    chatSpaceLinkData: { ref: 'ChatSpaceLinkData' },
    driveLinkData: { ref: 'DriveLinkData' },
    meetSpaceLinkData: 'open',
    richLinkType: {
      enum: ['RICH_LINK_TYPE_UNSPECIFIED', 'DRIVE_FILE', 'CHAT_SPACE', 'GMAIL_MESSAGE', 'MEET_SPACE', 'CALENDAR_EVENT'],
    },
    uri: 'string',
  },
  SearchMessagesRequest: {
    filter: 'string',
    markupSyntax: { enum: ['MARKUP_SYNTAX_UNSPECIFIED', 'MARKUP_SYNTAX_CHAT', 'MARKUP_SYNTAX_MARKDOWN'] },
    orderBy: 'string',
    pageSize: 'int32',
    pageToken: 'string',
    view: {
      enum: ['SEARCH_MESSAGES_VIEW_UNSPECIFIED', 'SEARCH_MESSAGES_VIEW_BASIC', 'SEARCH_MESSAGES_VIEW_FULL'],
    },
  },
  SetUpSpaceRequest: {
    memberships: { list: { ref: 'Membership' } },
    requestId: 'string',
    space: { ref: 'Space' },
  },
  Space: {
    accessSettings: { ref: 'AccessSettings' },
    adminInstalled: 'boolean',
    createTime: 'timestamp',
    customer: 'string',
    displayName: 'string',
    externalUserAllowed: 'boolean',
    importMode: 'boolean',
    importModeExpireTime: 'timestamp',
    lastActiveTime: 'timestamp',
    membershipCount: { ref: 'MembershipCount' },
    name: 'string',
    permissionSettings: { ref: 'PermissionSettings' },
    predefinedPermissionSettings: {
      enum: ['PREDEFINED_PERMISSION_SETTINGS_UNSPECIFIED', 'COLLABORATION_SPACE', 'ANNOUNCEMENT_SPACE'],
    },
    singleUserBotDm: 'boolean',
    spaceDetails: { ref: 'SpaceDetails' },
    spaceHistoryState: { enum: ['HISTORY_STATE_UNSPECIFIED', 'HISTORY_OFF', 'HISTORY_ON'] },
    spaceThreadingState: {
      enum: ['SPACE_THREADING_STATE_UNSPECIFIED', 'THREADED_MESSAGES', 'GROUPED_MESSAGES', 'UNTHREADED_MESSAGES'],
    },
    spaceType: { enum: ['SPACE_TYPE_UNSPECIFIED', 'SPACE', 'GROUP_CHAT', 'DIRECT_MESSAGE'] },
    spaceUri: 'string',
    threaded: 'boolean',
    type: { enum: ['TYPE_UNSPECIFIED', 'ROOM', 'DM'] },
  },
  SpaceDetails: { description: 'string', guidelines: 'string' },
  Thread: { name: 'string', threadKey: 'string' },
  UploadAttachmentRequest: { filename: 'string' },
  User: {
    avatarUrl: 'string',
    displayName: 'string',
    domainId: 'string',
    email: 'string',
    isAnonymous: 'boolean',
    name: 'string',
    type: { enum: ['TYPE_UNSPECIFIED', 'HUMAN', 'BOT'] },
  },
  UserMentionMetadata: { type: { enum: ['TYPE_UNSPECIFIED', 'ADD', 'MENTION'] }, user: { ref: 'User' } },
} as const;

export type ShapeName = keyof typeof shapes;

/** The type of a field as a table writes it. */
export type FieldType =
  | 'string'
  | 'boolean'
  | 'int32'
  | 'timestamp'
  | 'open'
  | { readonly enum: readonly string[] }
  | { readonly ref: string }
  | { readonly list: FieldType };

type ValueOf<T> = T extends 'string' | 'timestamp'
  ? string
  : T extends 'boolean'
    ? boolean
    : T extends 'int32'
      ? number
      : T extends { readonly enum: readonly (infer E)[] }
        ? E
        : T extends { readonly ref: infer R extends ShapeName }
          ? Shape<R>
          : T extends { readonly list: infer I }
            ? readonly ValueOf<I>[]
            : object;

/** An object of a shape; every field may be absent, as in every message of the API. */
export type Shape<N extends ShapeName> = {
  readonly [K in keyof (typeof shapes)[N]]?: ValueOf<(typeof shapes)[N][K]> | undefined;
};
