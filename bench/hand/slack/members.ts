import type { UnifiedRecord } from '../../../src/engine/call.ts';
import { isoFromSeconds } from '../../../src/engine/expressions/pictures/moments.ts';
import type { HandScope } from '../mapper.ts';
import { ids } from './ids.ts';

type Text = string | null;

interface SlackProfile {
  readonly title?: Text;
  readonly phone?: Text;
  readonly email?: Text;
  readonly first_name?: Text;
  readonly last_name?: Text;
  readonly real_name?: Text;
  readonly display_name?: Text;
  readonly image_original?: Text;
  readonly image_1024?: Text;
  readonly image_512?: Text;
  readonly image_192?: Text;
}

/** A user, an id alone, or a bot. */
export interface SlackUser {
  readonly id?: string;
  readonly name?: Text;
  readonly real_name?: Text;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_workflow_bot?: boolean;
  readonly is_app_user?: boolean;
  readonly is_invited_user?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_email_confirmed?: boolean | null;
  readonly team_id?: Text;
  readonly enterprise_id?: Text;
  readonly enterprise_name?: Text;
  readonly enterprise_user?: {
    readonly enterprise_id?: Text;
    readonly enterprise_name?: Text;
    readonly teams?: readonly string[] | null;
  } | null;
  readonly profile?: SlackProfile | null;
  readonly icons?: { readonly image_72?: Text } | null;
  readonly tz?: Text;
  readonly locale?: Text;
  readonly updated?: number | null;
}

export function member(native: SlackUser, { lookups = {} }: HandScope): UnifiedRecord | undefined {
  const id = ids.member(native.id);
  if (id === undefined) return undefined;
  const user = (lookups as { readonly user?: SlackUser }).user ?? native;
  const { profile } = user;
  const record: UnifiedRecord = { id };
  const firstName = profile?.first_name || (profile?.last_name || user.is_bot ? '' : before(profile?.real_name));
  if (firstName) record.first_name = firstName;
  const lastName = profile?.last_name || (profile?.first_name || user.is_bot ? '' : after(profile?.real_name));
  if (lastName) record.last_name = lastName;
  if (profile?.title) record.title = profile.title;
  const name = profile?.real_name || user.real_name || profile?.display_name || user.name;
  if (name) record.name = name;
  if (user.name != null) record.username = user.name;
  if (profile?.email) record.emails = [{ email: profile.email, is_primary: true }];
  if (profile?.phone) record.phones = [{ number: profile.phone }];
  if (user.name) record.status = user.deleted ? 'inactive' : user.is_invited_user ? 'invited' : 'active';
  if (user.is_email_confirmed != null) record.is_email_verified = user.is_email_confirmed;
  const organization = organizationOf(user);
  if (organization) record.organizations = [organization];
  const workspaces = workspacesOf(user);
  if (workspaces) record.workspaces = workspaces;
  if (user.name) record.type = typeOf(user);
  const avatar =
    profile?.image_original || profile?.image_1024 || profile?.image_512 || profile?.image_192 || user.icons?.image_72;
  if (avatar) record.avatar = avatar;
  if (user.tz != null) record.timezone = user.tz;
  if (user.locale != null) record.languages = [user.locale];
  if (user.updated != null && user.updated > 0) record.updated_at = isoFromSeconds(user.updated);
  return record;
}

function before(text: Text | undefined): string {
  if (text == null) return '';
  const at = text.indexOf(' ');
  return at === -1 ? text : text.slice(0, at);
}

function after(text: Text | undefined): string {
  if (text == null) return '';
  const at = text.indexOf(' ');
  return at === -1 ? '' : text.slice(at + 1);
}

function organizationOf(user: SlackUser): UnifiedRecord | undefined {
  const native = user.enterprise_user?.enterprise_id ?? user.enterprise_id;
  if (native == null) return undefined;
  const record: UnifiedRecord = {};
  const id = ids.organization(native);
  if (id !== undefined) record.id = id;
  const name = user.enterprise_user?.enterprise_name ?? user.enterprise_name;
  if (name != null) record.name = name;
  return record;
}

function workspacesOf(user: SlackUser): UnifiedRecord[] | undefined {
  const teams = user.enterprise_user?.teams;
  if (teams == null) {
    if (user.team_id == null) return undefined;
    return [{ id: ids.workspace(user.team_id) }];
  }
  return teams.map(team => ({ id: ids.workspace(team) }));
}

/** The kind of member a user is. */
export function typeOf(user: SlackUser): string {
  if (user.is_bot || user.is_workflow_bot || user.id === 'USLACKBOT' || user.id?.startsWith('B')) return 'bot';
  if (user.is_app_user) return 'app';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'user';
}
