import type { UsergroupRecord, UserRecord } from '../store/records.ts';
import type { Token } from '../store/tokens.ts';

/** Slack's object of a user for the caller: no address without the scope for it, a locale only where asked for. */
export function userView(user: UserRecord, token: Token, locale: 'with_locale' | 'without_locale'): UserRecord {
  const { locale: known, ...rest } = user;
  return {
    ...rest,
    profile: profileView(user, token),
    ...(locale === 'with_locale' && known !== undefined ? { locale: known } : {}),
  };
}

/** A user's profile for the caller. */
export function profileView(user: UserRecord, token: Token): UserRecord['profile'] {
  const { email, ...profile } = user.profile;
  return email !== undefined && token.scopes.includes('users:read.email') ? { ...profile, email } : profile;
}

export type UsergroupView = Omit<UsergroupRecord, 'users'> & { user_count?: number; users?: string[] };

/** Slack's object of a user group, with its users and their number where asked for. */
export function usergroupView(
  group: UsergroupRecord,
  include: { readonly count: boolean | undefined; readonly users: boolean | undefined },
): UsergroupView {
  const { users, ...facts } = group;
  return {
    ...facts,
    ...(include.count === true ? { user_count: users.length } : {}),
    ...(include.users === true ? { users: [...users] } : {}),
  };
}
