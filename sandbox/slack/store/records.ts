import type { RichTextBlock } from './rich-text.ts';

/**
 * The objects of Slack's Web API in the form they have on the wire (hence snake_case); field names and types follow
 * the responses recorded from the live API. The store keeps these objects, `views.ts` fits them to a caller.
 */
export interface TeamRecord {
  readonly id: string;
  name: string;
  readonly url: string;
  readonly domain: string;
  readonly email_domain: string;
  readonly icon: TeamIcon;
  readonly avatar_base_url: string;
  readonly is_verified: boolean;
  readonly lob_sales_home_enabled: boolean;
  readonly is_sfdc_auto_slack: boolean;
  readonly enterprise_id?: string;
  readonly enterprise_name?: string;
  readonly enterprise_domain?: string;
}

export type TeamIcon = Readonly<
  Record<'image_34' | 'image_44' | 'image_68' | 'image_88' | 'image_102' | 'image_132' | 'image_230', string>
> & {
  readonly image_default: boolean;
};

export interface ProfileRecord {
  title: string;
  phone: string;
  skype: string;
  real_name: string;
  real_name_normalized: string;
  display_name: string;
  display_name_normalized: string;
  first_name?: string;
  last_name?: string;
  email?: string;
  status_text: string;
  status_text_canonical: string;
  status_emoji: string;
  status_emoji_display_info: { emoji_name: string; display_url: string; unicode: string }[];
  status_expiration: number;
  avatar_hash: string;
  image_original?: string;
  is_custom_image?: boolean;
  image_24: string;
  image_32: string;
  image_48: string;
  image_72: string;
  image_192: string;
  image_512: string;
  image_1024?: string;
  team: string;
  bot_id?: string;
  api_app_id?: string;
  always_active?: boolean;
  guest_invited_by?: string;
  start_date?: string;
}

export interface UserRecord {
  readonly id: string;
  readonly team_id: string;
  name: string;
  deleted: boolean;
  color?: string;
  real_name?: string;
  tz?: string;
  tz_label?: string;
  tz_offset?: number;
  profile: ProfileRecord;
  is_admin?: boolean;
  is_owner?: boolean;
  is_primary_owner?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_bot: boolean;
  is_app_user: boolean;
  is_workflow_bot?: boolean;
  is_invited_user?: boolean;
  is_email_confirmed?: boolean;
  has_2fa?: boolean;
  who_can_share_contact_card?: string;
  locale?: string;
  /** Epoch seconds. */
  updated: number;
  enterprise_user?: {
    id: string;
    enterprise_id: string;
    enterprise_name: string;
    is_admin: boolean;
    is_owner: boolean;
    is_primary_owner: boolean;
    teams: string[];
  };
}

export interface BotRecord {
  readonly id: string;
  deleted: boolean;
  name: string;
  /** Epoch seconds. */
  updated: number;
  readonly app_id: string;
  /** Absent for an old incoming webhook: such a bot has no user. */
  readonly user_id?: string;
  readonly icons: { image_36: string; image_48: string; image_72: string };
}

export type BotProfile = BotRecord & { readonly team_id: string };

export interface ChannelNote {
  value: string;
  creator: string;
  /** Epoch seconds, 0 when never set. */
  last_set: number;
}

export interface UsergroupRecord {
  readonly id: string;
  readonly team_id: string;
  readonly is_usergroup: boolean;
  readonly is_subteam: boolean;
  name: string;
  description: string;
  handle: string;
  readonly is_external: boolean;
  readonly date_create: number;
  date_update: number;
  /** 0 while the group is enabled. */
  date_delete: number;
  readonly auto_type: 'admin' | 'owner' | null;
  readonly auto_provision: boolean;
  readonly enterprise_subteam_id: string;
  readonly created_by: string;
  updated_by: string;
  deleted_by: string | null;
  readonly prefs: { channels: string[]; groups: string[] };
  users: string[];
}

export interface ReactionRecord {
  name: string;
  users: string[];
  count: number;
}

/** A block as an app posts it; the fake keeps it as it came. */
export interface PostedBlock {
  type: string;
  block_id?: string;
}

export interface LegacyAttachment {
  id?: number;
  fallback?: string;
  text?: string;
  title?: string;
  title_link?: string;
  from_url?: string;
  original_url?: string;
  service_name?: string;
  color?: string;
}

export interface MessageRecord {
  type: 'message';
  subtype?: string;
  user?: string;
  readonly ts: string;
  text: string;
  team?: string;
  client_msg_id?: string;
  bot_id?: string;
  app_id?: string;
  bot_profile?: BotProfile;
  username?: string;
  icons?: { emoji?: string };
  blocks?: (RichTextBlock | PostedBlock)[];
  attachments?: LegacyAttachment[];
  files?: (FileRecord | FileStub)[];
  upload?: boolean;
  display_as_bot?: boolean;
  edited?: { user: string; ts: string };
  reactions?: ReactionRecord[];
  metadata?: { event_type: string; event_payload: object };
  inviter?: string;
  topic?: string;
  purpose?: string;
  hidden?: boolean;
  /** Of a reply and of a parent that has replies: the parent's ts. */
  thread_ts?: string;
  parent_user_id?: string;
}

/** What stands in a message for a file that is gone or has to be asked for. */
export interface FileStub {
  readonly id: string;
  readonly mode?: string;
  readonly file_access?: string;
  readonly created?: number;
  readonly timestamp?: number;
  readonly user?: string;
}

export interface FileShare {
  reply_users: string[];
  reply_users_count: number;
  reply_count: number;
  ts: string;
  channel_name: string;
  team_id: string;
  share_user_id: string;
  thread_ts?: string;
}

export interface FileRecord {
  readonly id: string;
  readonly created: number;
  readonly timestamp: number;
  updated?: number;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  pretty_type: string;
  readonly user: string;
  readonly user_team: string;
  editable: boolean;
  readonly size: number;
  mode: string;
  readonly is_external: boolean;
  readonly external_type: string;
  readonly external_url?: string;
  is_public: boolean;
  public_url_shared: boolean;
  display_as_bot: boolean;
  username: string;
  url_private: string;
  url_private_download?: string;
  thumb_64?: string;
  thumb_80?: string;
  thumb_360?: string;
  permalink: string;
  permalink_public?: string;
  preview?: string;
  lines?: number;
  lines_more?: number;
  channels: string[];
  groups: string[];
  ims: string[];
  shares: { public?: Record<string, FileShare[]>; private?: Record<string, FileShare[]> };
  has_rich_preview: boolean;
  comments_count: number;
  alt_txt?: string;
  file_access?: string;
  bot_id?: string;
}
