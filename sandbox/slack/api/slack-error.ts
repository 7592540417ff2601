/** Facts that go into the error body beside its code. */
export interface SlackErrorFacts {
  /** Of `missing_scope`. */
  readonly needed?: string;
  readonly provided?: string;
  readonly errors?: readonly unknown[];
  /** Details for people: `[ERROR] missing required field: channel`. */
  readonly messages?: readonly string[];
}

/** A failure Slack answers with `{ ok: false, error: code }` and HTTP 200. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: string;
  readonly facts: SlackErrorFacts;

  constructor(code: string, facts: SlackErrorFacts = {}) {
    super(`Slack answers ${code}.`);
    this.code = code;
    this.facts = facts;
  }
}

/** The error of a bad argument, with the pointer Slack gives. */
export function invalidArgument(name: string, problem: string): SlackError {
  return new SlackError('invalid_arguments', { messages: [`[ERROR] ${problem} [json-pointer:/${name}]`] });
}

/** The body of a failure. */
export function errorBody({ code, facts }: SlackError): Record<string, unknown> {
  const { needed, provided, errors, messages } = facts;
  return {
    ok: false,
    error: code,
    ...(needed === undefined ? {} : { needed }),
    ...(provided === undefined ? {} : { provided }),
    ...(errors === undefined ? {} : { errors }),
    ...(messages === undefined ? {} : { response_metadata: { messages } }),
  };
}
