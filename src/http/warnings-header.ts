import type { Warning } from '../engine/call.ts';

const maxListed = 10;

/**
 * The warnings of an answer whose body is a bare record, as a structured header (RFC 9651): a list of codes, each with
 * its field where it has one: `MODEL_MISMATCH;field="created_at", PARTIAL`. Ten at most; `MORE;count=3` stands for the rest.
 */
export function warningsHeader(warnings: readonly Warning[]): string {
  const listed = warnings.slice(0, maxListed).map(({ code, field }) => {
    const token = code.replace(/[^A-Za-z0-9_-]/g, '_');
    return field === undefined ? token : `${token};field="${field.replace(/[^\x20-\x7e]|["\\]/g, '_')}"`;
  });
  const rest = warnings.length - maxListed;
  return (rest > 0 ? [...listed, `MORE;count=${rest}`] : listed).join(', ');
}
