import type { Random } from '../../support/random.ts';
import type { OauthApp, OauthGrants } from './oauth-grants.ts';
import type { Tokens } from './tokens.ts';
import type { Workspace } from './workspace.ts';

/** All state of the fake. Tests compare what a client saw with it. */
export interface SlackStore {
  /** Every workspace, in the order of the seed. */
  readonly teams: readonly { readonly id: string; readonly name: string; readonly tokenUserId: string }[];
  /** The workspace, built from the seed when first asked for. Nothing for an unknown id. */
  workspace(teamId: string): Workspace | undefined;
  readonly tokens: Tokens;
  readonly apps: readonly OauthApp[];
  readonly grants: OauthGrants;
  /** Addresses handed out for uploads and not yet completed, by file id. */
  readonly uploads: Map<string, PendingUpload>;
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** An upload between asking for an address and completing. */
export interface PendingUpload {
  readonly fileId: string;
  readonly teamId: string;
  readonly userId: string;
  readonly filename: string;
  readonly sizeBytes: number;
  readonly altText?: string;
  readonly snippetType?: string;
  bytes?: Buffer;
}
