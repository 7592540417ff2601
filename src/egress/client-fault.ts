import { errors } from 'undici';
import { PatchbayError } from '../errors.ts';
import { codeOf, egressError } from './failure.ts';

/** How far an exchange had come. */
export type Progress = 'unsent' | 'sent' | 'answering';

/** An error of the HTTP client, sorted by its code. */
export function describeFault(error: Error, progress: Progress, host: string): PatchbayError {
  const sent = progress !== 'unsent';
  const code = codeOf(error) ?? '';
  const words = { host, ...(code === '' ? {} : { detail: code }) };
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return egressError('too_large', sent, { host, detail: 'its headers are too long' }, error);
  }
  if (progress === 'answering' && isCutShort(error)) return egressError('closed', sent, words, error);
  if (error instanceof errors.HTTPParserError || error instanceof errors.ResponseContentLengthMismatchError) {
    return egressError('not_http', sent, words, error);
  }
  if (code === 'UND_ERR_INVALID_ARG') {
    return new PatchbayError('INTERNAL', 'The outbound request could not be built.', { cause: error });
  }
  return egressError(sent ? 'closed' : 'connect', sent, words, error);
}

/** Where a reply is the last of its connection the client takes an end that came too early for a mistake of its form. */
function isCutShort(error: Error): boolean {
  const endsEarly = error instanceof errors.HTTPParserError && error.message.includes('Invalid EOF state');
  return endsEarly || error instanceof errors.ResponseContentLengthMismatchError;
}
