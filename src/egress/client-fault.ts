import { errors } from 'undici';
import { PatchbayError } from '../errors.ts';
import { codeOf, egressError } from './failure.ts';

/** An error of the HTTP client, sorted by its code. */
export function describeFault(error: Error, sent: boolean, host: string): PatchbayError {
  const code = codeOf(error) ?? '';
  const words = { host, ...(code === '' ? {} : { detail: code }) };
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return egressError('too_large', sent, { host, detail: 'its headers are too long' }, error);
  }
  if (error instanceof errors.HTTPParserError || error instanceof errors.ResponseContentLengthMismatchError) {
    return egressError('not_http', sent, words, error);
  }
  if (code === 'UND_ERR_INVALID_ARG') {
    return new PatchbayError('INTERNAL', 'The outbound request could not be built.', { cause: error });
  }
  return egressError(sent ? 'closed' : 'connect', sent, words, error);
}
