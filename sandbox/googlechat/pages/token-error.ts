/** A refusal of the token endpoint: `{ error, error_description }`. */
export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly status: 400 | 401;
  readonly code: string;

  constructor(status: 400 | 401, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}
