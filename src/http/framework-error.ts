import type { FastifyError } from 'fastify';
import { PatchbayError } from '../errors.ts';
import type { ErrorCode, FieldError } from '../errors.ts';

/** Errors the web framework raises before a handler runs, in our words. */
const known: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  FST_ERR_BAD_URL: ['REQUEST_INVALID', 'The path holds an escape that is not valid UTF-8.'],
  FST_ERR_MAX_PARAM_LENGTH: ['REQUEST_INVALID', 'A segment of the path is too long.'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['REQUEST_TOO_LARGE', 'The body is larger than 1 MiB.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['REQUEST_INVALID', 'The body is not as long as its content-length says.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'REQUEST_MEDIA_UNSUPPORTED',
    'Send the body as JSON, with content-type: application/json.',
  ],
  FST_ERR_CTP_INVALID_TYPE: [
    'REQUEST_MEDIA_UNSUPPORTED',
    'Send the body as JSON, with content-type: application/json.',
  ],
  FST_ERR_CTP_EMPTY_TYPE: ['REQUEST_MEDIA_UNSUPPORTED', 'Send the body as JSON, with content-type: application/json.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['REQUEST_INVALID', 'The body is empty, but its content-type says JSON.'],
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: ['ROUTE_NOT_FOUND', 'There is no route for this method.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['REQUEST_INVALID', 'The body is not valid JSON.'],
};

/** A body of nothing but mistakes gets a short answer. */
const maxMistakes = 20;

/** An error of the framework as ours; any other error as it is. */
export function fromFrameworkError(error: unknown): unknown {
  if (!isFrameworkError(error)) return error;
  if (error.validation !== undefined) return fromValidation(error.validation);
  const row = Object.hasOwn(known, error.code) ? known[error.code] : undefined;
  if (row !== undefined) return new PatchbayError(row[0], row[1], { cause: error });
  const { statusCode = 500 } = error;
  return statusCode >= 500
    ? error
    : new PatchbayError('REQUEST_INVALID', 'The request cannot be read.', { cause: error });
}

function fromValidation(mistakes: NonNullable<FastifyError['validation']>): PatchbayError {
  const errors = mistakes.slice(0, maxMistakes).map(toFieldError);
  const listed = errors.map(({ pointer, message }) => `${pointer || 'the body'} ${message}`).join('; ');
  return new PatchbayError('REQUEST_BODY_INVALID', `The body is not what this route takes: ${listed}.`, { errors });
}

function toFieldError(mistake: NonNullable<FastifyError['validation']>[number]): FieldError {
  const { instancePath, keyword, params, message } = mistake;
  const { missingProperty, additionalProperty, propertyName } = params;
  if (keyword === 'required') return { pointer: `${instancePath}/${String(missingProperty)}`, message: 'is required' };
  if (keyword === 'additionalProperties') {
    return { pointer: `${instancePath}/${String(additionalProperty)}`, message: 'is not known here' };
  }
  if (keyword === 'propertyNames') {
    return { pointer: `${instancePath}/${String(propertyName)}`, message: 'is not a name that can be used here' };
  }
  return { pointer: instancePath, message: message ?? 'is not valid' };
}

function isFrameworkError(error: unknown): error is FastifyError {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('FST_ERR_')
  );
}
