/**
 * The objects of Microsoft Graph v1.0 in the form they have on the wire. Names and types follow its metadata; where a
 * listing shows less than a single object, a view takes it away.
 */
export interface UserIdentity {
  readonly '@odata.type'?: '#microsoft.graph.teamworkUserIdentity';
  readonly id: string;
  readonly displayName: string | null;
  readonly userIdentityType: 'aadUser' | 'anonymousGuest' | 'federatedUser' | 'emailUser';
  readonly tenantId?: string;
}

export interface ApplicationIdentity {
  readonly '@odata.type'?: '#microsoft.graph.teamworkApplicationIdentity';
  readonly id: string;
  readonly displayName: string;
  readonly applicationIdentityType: 'aadApplication' | 'bot' | 'office365Connector' | 'outgoingWebhook';
}

export interface ConversationIdentity {
  readonly id: string;
  readonly displayName: string;
  readonly conversationIdentityType: 'team' | 'channel' | 'chat';
}

/** Who did something: one of them is not null. */
export interface IdentitySet {
  readonly application: ApplicationIdentity | null;
  readonly device: null;
  readonly user: UserIdentity | null;
}

export interface ItemBody {
  readonly contentType: 'html' | 'text';
  readonly content: string;
}

export interface AttachmentRecord {
  readonly id: string;
  readonly contentType: string;
  readonly contentUrl: string | null;
  readonly content: string | null;
  readonly name: string | null;
  readonly thumbnailUrl: string | null;
  readonly teamsAppId: string | null;
}

export interface MentionRecord {
  readonly id: number;
  readonly mentionText: string;
  readonly mentioned: IdentitySet & { readonly conversation: ConversationIdentity | null };
}

export interface ReactionRecord {
  readonly reactionType: string;
  readonly displayName: string | null;
  readonly reactionContentUrl: string | null;
  readonly createdDateTime: string;
  readonly user: IdentitySet;
}

/** What a system message is about; the properties depend on `@odata.type`. */
export type EventDetail = { readonly '@odata.type': string } & Readonly<Record<string, unknown>>;

export interface MessageRecord {
  readonly id: string;
  readonly replyToId: string | null;
  etag: string;
  readonly messageType: 'message' | 'systemEventMessage';
  readonly createdDateTime: string;
  lastModifiedDateTime: string;
  lastEditedDateTime: string | null;
  deletedDateTime: string | null;
  subject: string | null;
  readonly summary: string | null;
  readonly chatId: string | null;
  importance: 'normal' | 'high' | 'urgent';
  readonly locale: string;
  readonly webUrl: string | null;
  readonly from: IdentitySet | null;
  policyViolation: object | null;
  body: ItemBody;
  readonly channelIdentity: { readonly teamId: string; readonly channelId: string } | null;
  attachments: readonly AttachmentRecord[];
  mentions: readonly MentionRecord[];
  reactions: readonly ReactionRecord[];
  readonly eventDetail: EventDetail | null;
}

export interface MemberRecord {
  readonly '@odata.type': '#microsoft.graph.aadUserConversationMember';
  readonly id: string;
  readonly roles: readonly string[];
  readonly displayName: string | null;
  readonly visibleHistoryStartDateTime: string;
  readonly userId: string;
  readonly email: string | null;
  readonly tenantId: string;
}

export interface ChannelRecord {
  readonly id: string;
  readonly createdDateTime: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly isFavoriteByDefault: boolean | null;
  readonly email: string | null;
  readonly tenantId: string;
  readonly webUrl: string;
  readonly membershipType: 'standard' | 'private' | 'shared';
  readonly layoutType: 'post' | 'chat';
  readonly isArchived: boolean;
}

export interface ChatRecord {
  readonly id: string;
  readonly topic: string | null;
  readonly createdDateTime: string;
  readonly lastUpdatedDateTime: string;
  readonly chatType: 'oneOnOne' | 'group' | 'meeting';
  readonly webUrl: string;
  readonly tenantId: string;
  readonly isHiddenForAllMembers: boolean;
  readonly onlineMeetingInfo: {
    readonly calendarEventId: string;
    readonly joinWebUrl: string;
    readonly organizer: UserIdentity;
  } | null;
}

export interface TeamRecord {
  readonly id: string;
  readonly createdDateTime: string;
  readonly displayName: string;
  readonly description: string;
  readonly internalId: string;
  readonly classification: string | null;
  readonly specialization: 'none' | 'educationClass';
  readonly visibility: 'public' | 'private' | 'hiddenMembership';
  readonly webUrl: string;
  readonly isArchived: boolean;
  readonly tenantId: string;
  readonly isMembershipLimitedToOwners: boolean;
  readonly memberSettings: Readonly<Record<string, boolean>>;
  readonly guestSettings: Readonly<Record<string, boolean>>;
  readonly messagingSettings: Readonly<Record<string, boolean>>;
  readonly funSettings: Readonly<Record<string, boolean | string>>;
  readonly discoverySettings: { readonly showInTeamsSearchAndSuggestions: boolean };
  readonly tagSettings: null;
  readonly summary: { readonly ownersCount: number; readonly membersCount: number; readonly guestsCount: number };
}

/** A file or a folder of a document library. */
export interface DriveItemRecord {
  readonly id: string;
  readonly createdDateTime: string;
  readonly eTag: string;
  readonly cTag: string;
  readonly lastModifiedDateTime: string;
  readonly name: string;
  readonly webUrl: string;
  readonly size: number;
  readonly createdBy: {
    readonly user: { readonly email: string | null; readonly id: string; readonly displayName: string | null };
  };
  readonly lastModifiedBy: {
    readonly user: { readonly email: string | null; readonly id: string; readonly displayName: string | null };
  };
  readonly parentReference: {
    readonly driveType: 'documentLibrary' | 'business';
    readonly driveId: string;
    readonly id?: string;
    readonly path?: string;
    readonly siteId: string;
  };
  readonly fileSystemInfo: { readonly createdDateTime: string; readonly lastModifiedDateTime: string };
  readonly file?: { readonly mimeType: string; readonly hashes: { readonly quickXorHash: string } };
  readonly folder?: { readonly childCount: number };
}
