import type { SlackStore } from '../store/store.ts';
import type { Token, TokenKind } from '../store/tokens.ts';
import type { Workspace } from '../store/workspace.ts';
import type { Paging } from './paging.ts';
import { checkArguments, type Arguments, type Parameters } from './parameters.ts';

/** What a handler works with. */
export interface MethodContext {
  readonly store: SlackStore;
  readonly token: Token;
  /** The workspace the call is about. */
  readonly workspace: Workspace;
  /** Cuts lists into pages; cursors are of this method and workspace. */
  readonly paging: Paging;
  readonly nowSeconds: number;
  /** Adds to the `warning` of the answer. */
  readonly warn: (warning: string) => void;
}

/** Rate tiers: calls a minute for one app in one workspace. */
export const tiers = { tier1: 1, tier2: 20, tier3: 50, tier4: 100, special: 300, posting: 60 } as const;

/** One Web API method: everything about it that is data, and the function that does it. */
export interface MethodRow<P extends Parameters, R extends object> {
  /** `read`: GET or a form; `write`: a form or JSON. */
  readonly kind: 'read' | 'write';
  /** Kinds of token that may call it. */
  readonly tokens: readonly TokenKind[];
  /** One of these scopes is needed; empty: none. */
  readonly scopes: readonly string[];
  readonly tier: keyof typeof tiers;
  /** `cursor` pages by `limit` and `cursor`, `page` by `count` and `page`. */
  readonly pages?: 'cursor' | 'page';
  /** With an org-wide token `team_id` is required. */
  readonly team?: 'named';
  readonly parameters: P;
  /** Codes it may answer beside the common ones; any other is a mistake of the fake. */
  readonly errors: readonly string[];
  readonly handle: (context: MethodContext, args: Arguments<P>) => R;
}

/** A row ready for the table: arguments are checked by the row before the handler sees them. */
export interface Method<R extends object = object> extends Omit<MethodRow<Parameters, R>, 'handle'> {
  /** @throws SlackError */
  readonly run: (context: MethodContext, given: Readonly<Record<string, unknown>>) => R;
}

/** Makes a table entry of a row, with the handler's arguments typed by its parameters. */
export function method<const P extends Parameters, R extends object>(row: MethodRow<P, R>): Method<R> {
  const { handle, ...facts } = row;
  return { ...facts, run: (context, given) => handle(context, checkArguments(row.parameters, given)) };
}
