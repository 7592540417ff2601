import type { Shape } from '../api/shapes.ts';
import type { RichText } from '../text/rich-text.ts';
import type { Micros } from './timestamp.ts';

/** Someone who sends messages or is in spaces: a person or an app, by the id in `users/{id}`. */
export interface ChatUser {
  readonly id: string;
  readonly type: 'HUMAN' | 'BOT';
  displayName: string;
  /** Absent for apps. */
  readonly email?: string;
  /** The organization's id in Chat; another one for people from outside. Absent for apps. */
  readonly domainId?: string;
  avatarUrl?: string;
  /** The account is gone: only `isAnonymous` is shown. */
  deleted?: true;
}

/** A file attached to a message. */
export interface StoredAttachment {
  readonly id: string;
  readonly contentName: string;
  readonly contentType: string;
  readonly source:
    { readonly kind: 'uploaded'; readonly mediaName: string } | { readonly kind: 'drive'; readonly fileId: string };
}

export interface StoredReaction {
  readonly id: string;
  readonly userId: string;
  readonly emoji: Shape<'Emoji'>;
}

/** A message; `messageView` writes it as the API does, which depends on who asks. */
export interface StoredMessage {
  /** `thread.message`; both parts are equal for the first message of a thread. */
  readonly id: string;
  readonly threadId: string;
  readonly createdMicros: Micros;
  readonly senderId: string;
  content: RichText;
  updatedMicros?: Micros;
  deleted?: { readonly micros: Micros; readonly type: NonNullable<Shape<'DeletionMetadata'>['deletionType']> };
  attachments: readonly StoredAttachment[];
  cardsV2?: readonly Shape<'CardWithId'>[];
  fallbackText?: string;
  quote?: Shape<'QuotedMessageMetadata'>;
  readonly gifs?: readonly string[];
  /** `client-…`, chosen by the app that wrote it. */
  readonly clientId?: string;
  /** Set for a message only one person and the app see. */
  readonly privateTo?: string;
  readonly reactions: StoredReaction[];
}

export interface StoredMembership {
  /** The id after `members/`: of a user, an app or a group. */
  readonly id: string;
  readonly kind: 'user' | 'group';
  readonly createdMicros: Micros;
  role: 'ROLE_MEMBER' | 'ROLE_MANAGER' | 'ROLE_ASSISTANT_MANAGER';
  state: 'JOINED' | 'INVITED';
}

/** What a space is beyond its members and messages; fields as the API names them. */
export interface SpaceFacts {
  spaceType: 'SPACE' | 'GROUP_CHAT' | 'DIRECT_MESSAGE';
  displayName: string;
  spaceDetails?: Shape<'SpaceDetails'> | undefined;
  spaceHistoryState: 'HISTORY_ON' | 'HISTORY_OFF';
  readonly spaceThreadingState: 'THREADED_MESSAGES' | 'GROUPED_MESSAGES' | 'UNTHREADED_MESSAGES';
  readonly externalUserAllowed: boolean;
  readonly singleUserBotDm: boolean;
  readonly importMode: boolean;
  /** The audience that may find it; absent for a private space. */
  audience?: string | undefined;
  permissionSettings: Shape<'PermissionSettings'>;
}

/** A user of the Directory, in the form of the Admin SDK, whose loosely typed fields are lists here. */
export interface DirectoryUser {
  readonly id: string;
  readonly primaryEmail: string;
  readonly name: { givenName: string; familyName: string; fullName: string };
  isAdmin: boolean;
  isDelegatedAdmin: boolean;
  suspended: boolean;
  suspensionReason?: string;
  suspensionTime?: string;
  archived: boolean;
  archivalTime?: string;
  /** Of a deleted user, which only `showDeleted=true` lists. */
  readonly deletionTime?: string;
  readonly lastLoginTime: string;
  readonly creationTime: string;
  readonly agreedToTerms: boolean;
  readonly orgUnitPath: string;
  readonly includeInGlobalAddressList: boolean;
  readonly isMailboxSetup: boolean;
  readonly isEnrolledIn2Sv: boolean;
  readonly aliases: readonly string[];
  readonly emails: readonly { address: string; type?: string; primary?: boolean }[];
  readonly phones: readonly { value: string; type: string; primary?: boolean }[];
  readonly organizations: readonly {
    name?: string;
    title?: string;
    department?: string;
    primary?: boolean;
    customType?: string;
  }[];
  readonly languages: readonly { languageCode: string; preference?: string }[];
  readonly websites: readonly { value: string; type: string; primary?: boolean }[];
  readonly notes?: { value: string; contentType: string };
  readonly thumbnailPhotoUrl?: string;
  /** Only with `projection=full`. */
  readonly customSchemas?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface GroupMember {
  readonly id: string;
  /** Absent for `CUSTOMER`: everyone of the organization. */
  readonly email?: string;
  readonly role: 'OWNER' | 'MANAGER' | 'MEMBER';
  readonly type: 'USER' | 'GROUP' | 'CUSTOMER' | 'EXTERNAL';
  readonly status?: 'ACTIVE' | 'SUSPENDED';
}

/** A Google Group. */
export interface DirectoryGroup {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly description: string;
  readonly adminCreated: boolean;
  readonly aliases: readonly string[];
  readonly members: readonly GroupMember[];
}

/** A file in Drive. */
export interface DriveFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
  readonly ownerId: string;
  readonly createdTime: string;
  readonly modifiedTime: string;
  /** Absent for Docs types, which have no bytes of their own. */
  readonly content?: () => Buffer;
  /** Ids of people with access beside the owner and the members of `spaceIds`. */
  readonly sharedWith: readonly string[];
  /** Spaces it was posted in; their members may read it. */
  readonly spaceIds: readonly string[];
}

/** The Workspace organization. */
export interface Customer {
  readonly id: string;
  /** The organization's id as Chat writes it in `user.domainId`. */
  readonly domainId: string;
  readonly name: string;
  readonly primaryDomain: string;
  readonly creationTime: string;
  readonly language: string;
  readonly phoneNumber: string;
  readonly alternateEmail: string;
  readonly countryCode: string;
  readonly domains: readonly {
    readonly domainName: string;
    readonly isPrimary: boolean;
    readonly verified: boolean;
    /** Epoch milliseconds. */
    readonly creationTimeMs: number;
    readonly aliases: readonly { readonly domainAliasName: string; readonly verified: boolean }[];
  }[];
}
