import { PatchbayError } from '../../errors.ts';
import type { Warning } from '../call.ts';

/**
 * What is told of a field that could not be made: it is left out, and the record stays.
 *
 * @throws the error itself when it is a mistake of ours
 */
export function fieldFault(field: string, nativeId: string | undefined, error: unknown): Warning {
  if (!(error instanceof PatchbayError)) throw error;
  return {
    code: error.code === 'EXPRESSION_BUDGET' ? 'EXPRESSION_BUDGET' : 'MAPPING_FAILED',
    field,
    message: `The field "${field}" could not be mapped: ${error.message}`,
    ...(nativeId === undefined ? {} : { native_id: nativeId }),
    ...(error.expression === undefined ? {} : { expression: error.expression }),
  };
}
