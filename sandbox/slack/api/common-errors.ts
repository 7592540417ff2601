/** Codes that every method may answer. */
export const commonErrors: ReadonlySet<string> = new Set([
  'account_inactive', 'fatal_error', 'invalid_arguments', 'invalid_auth', 'invalid_charset', 'invalid_form_data', 'invalid_json',
  'invalid_post_type', 'json_not_object', 'missing_argument', 'missing_post_type', 'missing_scope', 'not_allowed_token_type',
  'not_authed', 'ratelimited', 'team_access_not_granted', 'token_expired', 'token_revoked',
]);
