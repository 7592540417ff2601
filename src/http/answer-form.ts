import type { Call } from '../engine/call.ts';
import { readText, wrongParameter } from './parameters.ts';
import type { QueryMap } from './query-string.ts';

/** In which form a unified call wants its answer. */
export type AnswerForm = Pick<Call, 'format' | 'isDryRun'>;

/** Parameters that shape unified records, of which there are none in the format `raw`. */
const ofRecords = ['fields', 'exclude_fields', 'expand'];

/**
 * Reads `format` and `dry_run`.
 *
 * @throws PatchbayError REQUEST_INVALID for a value that is none, or a parameter that means nothing beside it
 */
export function readAnswerForm(map: QueryMap, kind: 'list' | 'stream' | 'other'): AnswerForm {
  const format = readText(map, 'format') ?? 'unified';
  if (format !== 'unified' && format !== 'raw' && format !== 'debug') {
    throw wrongParameter('format', 'is unified, raw or debug');
  }
  const dryRun = readText(map, 'dry_run') ?? 'false';
  if (dryRun !== 'true' && dryRun !== 'false') throw wrongParameter('dry_run', 'is true or false');
  if (kind === 'stream' && format !== 'unified') throw wrongParameter('format', 'is unified in a stream');
  if (kind === 'stream' && dryRun === 'true') throw wrongParameter('dry_run', 'has no meaning for a stream');
  const beside = format === 'raw' ? ofRecords.find(name => Object.hasOwn(map, name)) : undefined;
  if (beside !== undefined) throw wrongParameter(beside, 'has no meaning beside format=raw');
  return {
    ...(format === 'unified' ? {} : { format }),
    ...(dryRun === 'true' ? { isDryRun: true } : {}),
  };
}
