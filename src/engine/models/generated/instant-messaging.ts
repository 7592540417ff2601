// Generated from unified-models/instant-messaging by scripts/generate.ts; changes belong there.

/**
 * A file or link that was shared in a conversation. The same file shared twice is one attachment where the provider keeps
 * it once. What is left of deleted files is left out of lists unless `include=deleted` asks for it.
 */
export interface AttachmentsRecord {
  /**
   * Identifies the attachment within the account. Opaque; stable for as long as the attachment exists.
   */
  id: string;
  /**
   * Name of the file with its extension, or the title of what is linked.
   */
  file_name?: string;
  /**
   * Id of the channel it was shared in; of the first one where it was shared in several.
   */
  channel_id?: string;
  /**
   * Size of the content in bytes.
   */
  size?: number;
  /**
   * Where the content is. Of a file our own address of the method `download`, because the provider's asks for the provider's
   * credential; of a link the address it leads to.
   */
  file_url?: string;
  /**
   * Media type of the content.
   */
  content_type?: string;
  /**
   * Id of the member who shared it.
   */
  uploaded_by?: string;
  /**
   * What kind of member that is, with the words of `members.type`.
   */
  uploaded_by_type?: 'user' | 'bot' | 'app' | 'guest';
  /**
   * When it was shared.
   */
  created_at?: string;
  /**
   * When its content or its name last changed; equal to `created_at` when neither did.
   */
  updated_at?: string;
}

/**
 * Shares a file in a channel.
 */
export interface AttachmentsCreateBody {
  /**
   * Name of the file with its extension, or the title of what is linked.
   */
  file_name: string;
  /**
   * Id of the channel to share it in.
   */
  channel_id: string;
  /**
   * Parameters of the provider's own, by the names its endpoint declares; they stand above what the model's fields give.
   */
  remote_data?: {
    [k: string]: unknown;
  };
}

/**
 * A conversation that holds messages: an open channel, a private one, a direct message between two people, or a direct
 * message among several.
 */
export interface ChannelsRecord {
  /**
   * Identifies the channel within the account. Opaque; stable for as long as the channel exists, also when it is renamed.
   */
  id: string;
  /**
   * Name as people see it, without a leading sign. A direct message has no name of its own: it is absent, or the other
   * person's name when that is asked for with `expand`.
   */
  name?: string;
  /**
   * What the channel is for, in its members' words.
   */
  description?: string;
  /**
   * The organization the channel belongs to, where it spans workspaces or the provider names it.
   */
  organization?: {
    /**
     * Id of the organization.
     */
    id: string;
    /**
     * Name of the organization.
     */
    name?: string;
  };
  /**
   * The workspace the channel belongs to.
   */
  workspace?: {
    /**
     * Id of the workspace.
     */
    id: string;
    /**
     * Name of the workspace.
     */
    name?: string;
  };
  /**
   * The group whose roster the channel shares, where a provider ties the two together.
   */
  group?: {
    /**
     * Id of the group.
     */
    id: string;
    /**
     * Name of the group.
     */
    name?: string;
  };
  /**
   * `channel` is open to everyone in the workspace (or shared with others), `private_channel` to those invited, `dm` is
   * between two, `group_dm` among several people without being a named place (a meeting chat is one).
   */
  type?: 'channel' | 'private_channel' | 'dm' | 'group_dm';
  /**
   * `archived` can be read but takes no new messages.
   */
  status?: 'active' | 'archived';
  /**
   * Whether the linked account itself is in the channel; only then it can usually read and write there.
   */
  is_member?: boolean;
  /**
   * The member who created the channel.
   */
  created_by?: {
    /**
     * Id of the member.
     */
    id: string;
    /**
     * Name of the member.
     */
    name?: string;
  };
  /**
   * When the channel was created.
   */
  created_at?: string;
  /**
   * When the channel's own data (name, description, status) last changed; a message sent in it is no change.
   */
  updated_at?: string;
}

/**
 * Makes a channel; the linked account is in it.
 */
export interface ChannelsCreateBody {
  /**
   * Name as people see it, without a leading sign. A direct message has no name of its own: it is absent, or the other
   * person's name when that is asked for with `expand`.
   */
  name: string;
  /**
   * What the channel is for, in its members' words.
   */
  description?: string;
  /**
   * Who may see it.
   */
  type?: 'channel' | 'private_channel';
  workspace?: {
    /**
     * The workspace to make it in; needed where the account spans several.
     */
    id?: string;
  };
  /**
   * Parameters of the provider's own, by the names its endpoint declares; they stand above what the model's fields give.
   */
  remote_data?: {
    [k: string]: unknown;
  };
}

/**
 * Changes the channel's own data.
 */
export interface ChannelsUpdateBody {
  /**
   * Name as people see it, without a leading sign. A direct message has no name of its own: it is absent, or the other
   * person's name when that is asked for with `expand`.
   */
  name?: string;
  /**
   * What the channel is for, in its members' words.
   */
  description?: string;
  /**
   * Archives the channel or brings it back.
   */
  status?: 'active' | 'archived';
  /**
   * Parameters of the provider's own, by the names its endpoint declares; they stand above what the model's fields give.
   */
  remote_data?: {
    [k: string]: unknown;
  };
}

/**
 * A named set of members that is addressed as one, for a mention or for permissions: a user group, a mailing group, a
 * roster. A group is not a place to talk; that is a channel. Groups that were switched off or deleted are left out of
 * lists unless `include=deleted` asks for them.
 */
export interface GroupsRecord {
  /**
   * Identifies the group within the account. Opaque; stable for as long as the group exists.
   */
  id: string;
  /**
   * Name as people see it.
   */
  name?: string;
  /**
   * What the group is for, in its owners' words.
   */
  description?: string;
  /**
   * The organization the group belongs to.
   */
  organization?: {
    /**
     * Id of the organization.
     */
    id: string;
    /**
     * Name of the organization.
     */
    name?: string;
  };
  /**
   * The workspace the group belongs to; absent when it spans the whole organization.
   */
  workspace?: {
    /**
     * Id of the workspace.
     */
    id: string;
    /**
     * Name of the workspace.
     */
    name?: string;
  };
  /**
   * What kind of group it is, in the provider's terms, because kinds differ too much to be made alike.
   * `custom` is one that people made and fill by hand.
   */
  type?: string;
  /**
   * When the group was created.
   */
  created_at?: string;
  /**
   * When the group's own data or its membership last changed.
   */
  updated_at?: string;
}

/**
 * Makes a group.
 */
export interface GroupsCreateBody {
  /**
   * Name as people see it.
   */
  name: string;
  /**
   * What the group is for, in its owners' words.
   */
  description?: string;
  workspace?: {
    /**
     * The workspace to make it in; needed where the account spans several.
     */
    id?: string;
  };
  /**
   * Parameters of the provider's own, by the names its endpoint declares; they stand above what the model's fields give.
   */
  remote_data?: {
    [k: string]: unknown;
  };
}

/**
 * Changes the group's own data.
 */
export interface GroupsUpdateBody {
  /**
   * Name as people see it.
   */
  name?: string;
  /**
   * What the group is for, in its owners' words.
   */
  description?: string;
  /**
   * Parameters of the provider's own, by the names its endpoint declares; they stand above what the model's fields give.
   */
  remote_data?: {
    [k: string]: unknown;
  };
}

/**
 * Who can speak: people, and beside them the bots, apps and integrations that a provider lists in its directory.
 */
export interface MembersRecord {
  /**
   * Identifies the member within the account. Opaque; stable for as long as the member exists, also when the name changes.
   */
  id: string;
  /**
   * Given name.
   */
  first_name?: string;
  /**
   * Family name.
   */
  last_name?: string;
  /**
   * Job title.
   */
  title?: string;
  /**
   * Full name as people see it.
   */
  name?: string;
  /**
   * The handle the member is known by, unique in the workspace, without a leading sign.
   */
  username?: string;
  /**
   * E-mail addresses; absent when the account may not see them.
   *
   * Items: One address.
   */
  emails?: {
    /**
     * The address.
     */
    email: string;
    /**
     * What it is used for, such as `work`.
     */
    type?: string;
    /**
     * Whether it is the one to write to.
     */
    is_primary?: boolean;
  }[];
  /**
   * Telephone numbers.
   *
   * Items: One number.
   */
  phones?: {
    /**
     * The number as the member wrote it.
     */
    number: string;
    /**
     * What to dial after it.
     */
    extension?: string;
    /**
     * What it is used for, such as `work` or `mobile`.
     */
    type?: string;
  }[];
  /**
   * `active` can sign in; `inactive` is deactivated or suspended; `deleted` was removed for good; `invited` has not
   * accepted yet. A state that fits none of these is passed on in the provider's own word.
   */
  status?: ('active' | 'inactive' | 'deleted' | 'invited') | string;
  /**
   * Whether the member has proved to own the primary address.
   */
  is_email_verified?: boolean;
  /**
   * Organizations the member belongs to.
   *
   * Items: One organization.
   */
  organizations?: {
    /**
     * Id of the organization.
     */
    id: string;
    /**
     * Name of the organization.
     */
    name?: string;
  }[];
  /**
   * Workspaces the member belongs to.
   *
   * Items: One workspace.
   */
  workspaces?: {
    /**
     * Id of the workspace.
     */
    id: string;
    /**
     * Name of the workspace.
     */
    name?: string;
  }[];
  /**
   * `user` is a person with a full membership, `guest` a person with a limited one or from outside; `bot` is a program
   * that talks, `app` an application's own identity.
   */
  type?: 'user' | 'bot' | 'app' | 'guest';
  /**
   * Groups the member is in.
   *
   * Items: One group.
   */
  groups?: {
    /**
     * Id of the group.
     */
    id: string;
    /**
     * Name of the group.
     */
    name?: string;
  }[];
  /**
   * Address of the largest picture there is.
   */
  avatar?: string;
  /**
   * Time zone by its IANA name.
   */
  timezone?: string;
  /**
   * Languages the member has chosen, as BCP 47 tags, the preferred one first.
   *
   * Items: A language tag.
   */
  languages?: string[];
  /**
   * What the member says about themselves.
   */
  bio?: string;
  /**
   * When the member was created in the directory.
   */
  created_at?: string;
  /**
   * When the member's own data last changed.
   */
  updated_at?: string;
  /**
   * When the member was last seen doing something.
   */
  last_active_at?: string;
  /**
   * When the member last signed in.
   */
  last_login_at?: string;
  /**
   * When `status` last changed.
   */
  status_changed_at?: string;
  /**
   * When the member first became active, usually by accepting an invitation.
   */
  activated_at?: string;
  /**
   * Web addresses that belong to the member.
   *
   * Items: One address.
   */
  urls?: {
    /**
     * The address.
     */
    url: string;
    /**
     * What is found there, such as `profile` or `blog`.
     */
    type?: string;
  }[];
}

/**
 * Something said in a channel: a root, which stands in the channel itself, or a reply, which stands under a root. System
 * notices ("Ada joined") and deleted messages are left out of lists unless `include=system` or `include=deleted` asks for them.
 */
export interface MessagesRecord {
  /**
   * Identifies the message within the account, alone, without naming its channel. Opaque; an edit does not change it.
   */
  id: string;
  /**
   * What is said.
   */
  body?: {
    /**
     * How to read `content`: `markdown` is CommonMark with GitHub's tables and strikethrough, `html` a fragment, `text`
     * plain characters.
     */
    format: 'markdown' | 'html' | 'text';
    /**
     * The words, in that format; empty when the message consists of attachments alone. A mention reads as `@` and the
     * member's name, or its id where the provider tells no name; of a channel as `#` and the same.
     */
    content: string;
  };
  /**
   * Files and links the message carries; absent when there are none.
   *
   * Items: One file or link.
   */
  attachments?: {
    /**
     * Id of the attachment; absent where the provider gives it none of its own.
     */
    id?: string;
    /**
     * File name or the title of what is linked.
     */
    name?: string;
    /**
     * `file` can be downloaded, `link` points elsewhere. A kind that fits neither is passed on in the provider's own
     * word.
     */
    type?: ('file' | 'link') | string;
    /**
     * Where it is; a provider's own address may ask for the provider's credential.
     */
    url?: string;
  }[];
  /**
   * Who said it; absent when nobody did, as with many system notices.
   */
  author?: {
    /**
     * Id of the member.
     */
    id: string;
    /**
     * Name of the member as far as the message tells it.
     */
    name?: string;
    /**
     * What kind of member it is, with the words of `members.type`.
     */
    type?: 'user' | 'bot' | 'app' | 'guest';
  };
  /**
   * The channel it stands in.
   */
  channel?: {
    /**
     * Id of the channel.
     */
    id: string;
    /**
     * Name of the channel.
     */
    name?: string;
    /**
     * What kind of channel it is, with the words of `channels.type`.
     */
    type?: 'channel' | 'private_channel' | 'dm' | 'group_dm';
  };
  /**
   * What it answers; absent on a root.
   */
  parent?: {
    /**
     * Id of the parent; of the root of the thread where the parent is a message.
     */
    id: string;
    /**
     * What kind of record the parent is.
     */
    type?: 'message';
  };
  /**
   * Whether it has replies.
   */
  has_children?: boolean;
  /**
   * When it was sent.
   */
  created_at?: string;
  /**
   * When its words last changed; equal to `created_at` when they never did. A reply or a reaction is no change.
   */
  updated_at?: string;
}

/**
 * Sends a message to a channel, or with `parent` a reply.
 */
export interface MessagesCreateBody {
  /**
   * What is said.
   */
  body: {
    /**
     * How to read `content`: `markdown` is CommonMark with GitHub's tables and strikethrough, `html` a fragment, `text`
     * plain characters.
     */
    format: 'markdown' | 'html' | 'text';
    /**
     * The words, in that format; empty when the message consists of attachments alone. A mention reads as `@` and the
     * member's name, or its id where the provider tells no name; of a channel as `#` and the same.
     */
    content: string;
  };
  channel: {
    /**
     * Id of the channel.
     */
    id: string;
  };
  parent?: {
    /**
     * Id of the root that the message answers.
     */
    id?: string;
  };
  /**
   * Parameters of the provider's own, by the names its endpoint declares; they stand above what the model's fields give.
   */
  remote_data?: {
    [k: string]: unknown;
  };
}

/**
 * Changes the words of a message.
 */
export interface MessagesUpdateBody {
  /**
   * What is said.
   */
  body: {
    /**
     * How to read `content`: `markdown` is CommonMark with GitHub's tables and strikethrough, `html` a fragment, `text`
     * plain characters.
     */
    format: 'markdown' | 'html' | 'text';
    /**
     * The words, in that format; empty when the message consists of attachments alone. A mention reads as `@` and the
     * member's name, or its id where the provider tells no name; of a channel as `#` and the same.
     */
    content: string;
  };
  /**
   * Parameters of the provider's own, by the names its endpoint declares; they stand above what the model's fields give.
   */
  remote_data?: {
    [k: string]: unknown;
  };
}

/**
 * The company or institution that owns one or more workspaces: the outermost boundary of an account. Where a provider
 * knows no level above the workspace, the organization and the workspace are the same record with the same id.
 */
export interface OrganizationsRecord {
  /**
   * Identifies the organization within the account. Opaque; stable for as long as the organization exists.
   */
  id: string;
  /**
   * Name as people see it.
   */
  name?: string;
  /**
   * When the organization came into being.
   */
  created_at?: string;
  /**
   * When its own data last changed; a message sent in it is no change.
   */
  updated_at?: string;
}

/**
 * A place inside an organization with its own channels and its own circle of members: what providers call a workspace,
 * a team or a domain.
 */
export interface WorkspacesRecord {
  /**
   * Identifies the workspace within the account. Opaque; stable for as long as the workspace exists.
   */
  id: string;
  /**
   * Name as people see it.
   */
  name?: string;
  /**
   * What the workspace is for, in its owners' words.
   */
  description?: string;
  /**
   * `active` can be used; `inactive` is archived or switched off and only readable. A state that fits neither is passed
   * on in the provider's own word.
   */
  status?: ('active' | 'inactive') | string;
  /**
   * The organization the workspace belongs to.
   */
  organization?: {
    /**
     * Id of the organization.
     */
    id: string;
    /**
     * Name of the organization.
     */
    name?: string;
  };
  /**
   * When the workspace was created.
   */
  created_at?: string;
  /**
   * When the workspace's own data (name, description, status) last changed.
   */
  updated_at?: string;
}
