import type { Reply } from '../../support/http-message.ts';
import type { GoogleChatStore } from '../store/store.ts';
import { checkBody } from './body.ts';
import type { Paging } from './paging.ts';
import { checkArguments, type Arguments, type ParameterForm, type Parameters } from './parameters.ts';
import type { Shape, ShapeName } from './shapes.ts';

/** Who calls: a person (also a service account in a person's name), or the Chat app itself. */
export interface Caller {
  readonly kind: 'user' | 'app';
  /** The id after `users/`. */
  readonly id: string;
  readonly scopes: ReadonlySet<string>;
  /** Whether the person administers the organization. */
  readonly isAdmin: boolean;
}

/** Scopes that allow a method, one of a list; by the kind of authentication. An absent kind may not call it. */
export interface MethodScopes {
  readonly user?: readonly string[];
  readonly app?: readonly string[];
  /** With `useAdminAccess=true`. */
  readonly admin?: readonly string[];
}

/** What the project may do a minute. */
export const quotas = {
  MessageWrites: 3000,
  MessageReads: 3000,
  MembershipWrites: 300,
  MembershipReads: 3000,
  SpaceWrites: 60,
  SpaceReads: 3000,
  AttachmentWrites: 600,
  AttachmentReads: 3000,
  ReactionWrites: 600,
  ReactionReads: 3000,
  DirectoryQueries: 2400,
  PeopleReads: 2700,
  DriveQueries: 12_000,
} as const;

/** What a handler works with. */
export interface MethodContext {
  readonly store: GoogleChatStore;
  readonly caller: Caller;
  /** Whether the call runs with administrator's access. */
  readonly useAdminAccess: boolean;
  /** `import`: the caller's scopes allow it in spaces in import mode only. */
  readonly reach: 'full' | 'import';
  readonly paging: Paging;
  /** What page tokens of the call are bound to, for lists whose parameters come in the body. */
  readonly pageOwner: string;
  readonly alt: 'json' | 'media';
  /** The `fields` parameter, for the one API whose default depends on its being there. */
  readonly hasFields: boolean;
  /** Headers of the request, for ranges. */
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: Buffer;
}

type PathNames<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | PathNames<Rest> : never;

/** Variables of a path template: `/v1/spaces/{space}` gives `{ space }`; `{name*}` also takes slashes. */
export type PathVariables<T extends string> = {
  readonly [K in PathNames<T> as K extends `${infer N}*` ? N : K]: string;
};

/** Bytes instead of JSON. */
export interface MediaReply {
  readonly media: Reply;
}

/** One method of a Google API: everything about it that is data, and the function that does it. */
export interface MethodRow<T extends string, P extends Parameters, B extends ShapeName | undefined, R extends object> {
  /** The name in the discovery document: `chat.spaces.list`. */
  readonly id: string;
  /** The name errors give: `google.chat.v1.ChatService.ListSpaces`. */
  readonly rpc: string;
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly host: string;
  readonly path: T;
  readonly scopes: MethodScopes;
  readonly quota: keyof typeof quotas;
  readonly parameters: P;
  /** The request's JSON body: its shape, and the field it is in the request message (empty: the message itself). */
  readonly body?: { readonly shape: B; readonly field: string };
  /** The body is not JSON: an upload. */
  readonly upload?: true;
  /** The form of errors and of parameters. */
  readonly form: ParameterForm;
  readonly handle: (context: MethodContext, call: MethodCall<T, P, B>) => R;
}

/** The checked input of a handler. */
export interface MethodCall<T extends string, P extends Parameters, B extends ShapeName | undefined> {
  readonly path: PathVariables<T>;
  readonly args: Arguments<P>;
  readonly body: B extends ShapeName ? Shape<B> : undefined;
}

/** What came with a call, still unchecked. */
export interface RawCall {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly json: unknown;
}

/** A row ready for the table: query and body are checked by the row before the handler sees them. */
export interface Method extends Omit<MethodRow<string, Parameters, ShapeName | undefined, object>, 'handle'> {
  /** @throws GoogleError */
  readonly run: (context: MethodContext, raw: RawCall) => object;
}

/** Makes a table entry of a row, with the handler's input typed by its path, parameters and body. */
export function method<
  const T extends string,
  const P extends Parameters,
  const B extends ShapeName | undefined = undefined,
  R extends object = object,
>(row: MethodRow<T, P, B, R>): Method {
  const { handle, ...facts } = row;
  return {
    ...facts,
    run(context, raw) {
      const args = checkArguments(row.parameters, raw.query, row.form);
      const shape = row.body?.shape;
      const body = shape === undefined ? undefined : checkBody(shape, row.body?.field ?? '', raw.json);
      // The path was matched against this row's template and the body read by this row's shape.
      return handle(context, { path: raw.path, args, body } as MethodCall<T, P, B>);
    },
  };
}
