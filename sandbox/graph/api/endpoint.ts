import type { ReceivedRequest, Reply } from '../../support/http-message.ts';
import type { Preference } from '../odata/preferences.ts';
import type { QueryOptions, QueryRules } from '../odata/query-options.ts';
import type { SortKey } from '../odata/paging.ts';
import type { GraphStore } from '../store/store.ts';
import type { Tenant } from '../store/tenant.ts';
import type { Token } from '../store/tokens.ts';
import type { PermissionKey } from './permissions.ts';

/** Names in braces of a path. */
export type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;

/** What a handler works with. */
export interface EndpointCall<Parameter extends string = string> {
  readonly store: GraphStore;
  readonly token: Token;
  readonly tenant: Tenant;
  readonly params: Readonly<Record<Parameter, string>>;
  readonly options: QueryOptions;
  readonly preference: Preference;
  /** The parsed JSON body, if there is one. */
  readonly body: unknown;
  readonly request: Pick<ReceivedRequest, 'headers'>;
  readonly nowMs: number;
}

/** A collection, before options are applied to it. */
export interface ListAnswer<T> {
  readonly kind: 'list';
  /** In the order it is listed without `$orderby`. */
  readonly items: readonly T[];
  /** The object on the wire; `$filter` and `$orderby` see it whole. */
  readonly show: (item: T) => object;
  /** Position in the list without `$orderby`, ascending; never changed by other writes. */
  readonly key: (item: T, index: number) => SortKey;
  /** What `$search` and `$filter` see where it is more than what is shown. */
  readonly whole?: (item: T) => object;
  /** Fills navigation properties `$expand` asked for. */
  readonly expand?: (item: T, property: string) => object;
  /** After `$metadata#`. */
  readonly context: string;
  /** `delta`: the last page has a delta link with this token. */
  readonly deltaToken?: () => string;
}

/** What a handler answers. */
export type Answer =
  // A list is answered by one function that never mixes items of two lists, so its item type need not show here.
  | ListAnswer<never>
  | {
      readonly kind: 'one';
      readonly value: object;
      readonly context: string;
      readonly expand?: (property: string) => object;
    }
  | { readonly kind: 'created'; readonly value: object; readonly context: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'reply'; readonly reply: Reply };

/** Kinds of call that share a published rate. */
export type RateKind =
  | 'channelRead'
  | 'messageRead'
  | 'messagePost'
  | 'members'
  | 'export'
  | 'teamRead'
  | 'otherRead'
  | 'other'
  | 'directory'
  | 'files';

/** One endpoint: everything about it that is data, and the function that does it. */
export interface EndpointRow<Path extends string> {
  readonly verb: 'GET' | 'POST' | 'PATCH';
  /** Below `/v1.0`, ids in braces. */
  readonly path: Path;
  /** The service behind it decides how errors read. */
  readonly service: 'teams' | 'directory' | 'files';
  /** Which scopes it wants. */
  readonly permission: PermissionKey;
  readonly rate: RateKind;
  readonly query: QueryRules;
  readonly handle: (call: EndpointCall<ParameterOf<Path>>) => Answer;
}

/** A row ready for the table. */
export type Endpoint = Omit<EndpointRow<string>, 'handle'> & { readonly handle: (call: EndpointCall) => Answer };

/** Makes a table entry of a row, with the handler's parameters typed by its path. */
export function endpoint<const Path extends string>(row: EndpointRow<Path>): Endpoint {
  // The router fills exactly the parameters of the path, so the wider call is one the handler takes.
  return row as unknown as Endpoint;
}

/** Makes a list answer; the item type ends here. */
export function list<T>(answer: Omit<ListAnswer<T>, 'kind'>): Answer {
  // Items and the functions over them come together and are only ever used together.
  return { kind: 'list', ...answer } as unknown as ListAnswer<never>;
}
