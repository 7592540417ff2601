import type { Customer, DirectoryUser } from '../store/records.ts';
import type { GoogleChatStore } from '../store/store.ts';
import type { Subject } from '../store/tokens.ts';
import { adminScopes, appScopes, memberScopes } from './scopes.ts';

/** A person with credentials. */
export interface UserAccount {
  readonly label: string;
  readonly userId: string;
  readonly email: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The credentials a seed hands out. */
export interface Accounts {
  /** An administrator; a member of most spaces. */
  readonly admin: UserAccount;
  /** An ordinary person. */
  readonly member: UserAccount;
  /** The Chat app with `chat.bot` only. */
  readonly app: { readonly label: string; readonly userId: string; readonly accessToken: string };
  /** The OAuth client the refresh tokens belong to. */
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** What a service account's JSON file holds; delegation is set up for the scopes of the administrator. */
  readonly serviceAccount: {
    readonly clientEmail: string;
    readonly clientId: string;
    readonly privateKeyId: string;
    /** PKCS #8 PEM. */
    readonly privateKey: string;
    readonly tokenUri: string;
  };
  /** The organization: `C0…`. */
  readonly customerId: string;
  /** Access tokens of the member that Google refuses, or that may do little. */
  readonly special: Readonly<Record<'expired' | 'revoked' | 'narrow', string>>;
}

/** Issues the tokens of those with credentials. They live a year from the start: a demo runs for days. */
export function issueAccounts(
  store: GoogleChatStore,
  holders: { readonly admin: DirectoryUser; readonly member: DirectoryUser; readonly customer: Customer },
): Accounts {
  const expiresAtMs = store.now() + 365 * 86_400_000;
  const { client, serviceAccount, tokens, grants } = store;
  const account = (label: string, user: DirectoryUser, scopes: readonly string[]): UserAccount => ({
    label,
    userId: user.id,
    email: user.primaryEmail,
    accessToken: tokens.issue({ kind: 'user', userId: user.id }, scopes, { expiresAtMs }).value,
    refreshToken: grants.createRefreshToken({ clientId: client.clientId, userId: user.id, scopes }),
  });
  const member: Subject = { kind: 'user', userId: holders.member.id };
  const revoked = tokens.issue(member, memberScopes, { expiresAtMs });
  revoked.revoked = true;
  return {
    admin: account(`${holders.customer.name} (administrator)`, holders.admin, adminScopes),
    member: account(`${holders.customer.name} (member)`, holders.member, memberScopes),
    app: {
      label: `${holders.customer.name} (app)`,
      userId: serviceAccount.appId,
      accessToken: tokens.issue({ kind: 'app', appId: serviceAccount.appId }, appScopes, { expiresAtMs }).value,
    },
    client,
    serviceAccount: {
      clientEmail: serviceAccount.clientEmail,
      clientId: serviceAccount.clientId,
      privateKeyId: serviceAccount.keyId,
      privateKey: serviceAccount.key.privateKeyPem,
      tokenUri: 'https://oauth2.googleapis.com/token',
    },
    customerId: holders.customer.id,
    special: {
      expired: tokens.issue(member, memberScopes, { expiresAtMs: 0 }).value,
      revoked: revoked.value,
      narrow: tokens.issue(member, ['chat.spaces.readonly'], { expiresAtMs }).value,
    },
  };
}
