/** What a failure says beside its code. */
export interface GraphErrorFacts {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** The service's own code, inside `innerError`. */
  readonly innerCode?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A failure Graph answers with an HTTP status and `{ error: { code, message, innerError } }`. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  readonly facts: GraphErrorFacts;

  constructor(facts: GraphErrorFacts) {
    super(facts.message);
    this.facts = facts;
  }
}

/** 400 of a request that cannot be understood. */
export function badRequest(message: string, code = 'BadRequest'): GraphError {
  return new GraphError({ status: 400, code, message });
}

/** 403 of somebody who may call this, but not on that. */
export function forbidden(message = 'Forbidden', innerCode?: string): GraphError {
  return new GraphError({ status: 403, code: 'Forbidden', message, ...(innerCode === undefined ? {} : { innerCode }) });
}

/** 404 in the words of the service that answers. */
export function notFound(service: 'teams' | 'directory' | 'files', what: string): GraphError {
  switch (service) {
    case 'teams':
      return new GraphError({ status: 404, code: 'NotFound', message: what, innerCode: 'ItemNotFound' });
    case 'directory':
      return new GraphError({
        status: 404,
        code: 'Request_ResourceNotFound',
        message: `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
      });
    case 'files':
      return new GraphError({ status: 404, code: 'itemNotFound', message: 'The resource could not be found.' });
  }
}

/** The body of a failure; Graph gives the same ids as headers. */
export function errorBody(
  { code, message, innerCode }: Pick<GraphErrorFacts, 'code' | 'message' | 'innerCode'>,
  ids: { readonly requestId: string; readonly clientRequestId: string; readonly nowMs: number },
): object {
  return {
    error: {
      code,
      message,
      innerError: {
        ...(innerCode === undefined ? {} : { code: innerCode, message }),
        date: new Date(ids.nowMs).toISOString().slice(0, 19),
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId,
      },
    },
  };
}
