import { parseDocument, type Document } from 'yaml';
import type { Problem } from '../catalogue.ts';
import { createProblem, type SourceText } from '../problem.ts';
import { DefinitionRefused, toValue } from './convert.ts';
import { scanText } from './scan.ts';
import { createSourceDocument, type SourceDocument } from './source-document.ts';
import { findCut, remedyFor } from './traps.ts';

/** Either the document or why there is none; one problem at most, because later ones follow from the first. */
export type ReadResult =
  | { readonly document: SourceDocument; readonly problem?: undefined }
  | { readonly document?: undefined; readonly problem: Problem };

/**
 * Reads one YAML definition: at most 128 KB, depth 50, 100 aliases, one document, no tags, no duplicate keys; warnings
 * are errors. What YAML would cut out of an expression in silence is refused.
 */
export function readDocument(file: string, text: string): ReadResult {
  const source = { file, text };
  const refusal = scanText(text);
  if (refusal) return fail(source, refusal.offset, { message: refusal.message, hint: 'Split it into several files.' });
  const parsed = parse(source);
  if ('problem' in parsed) return parsed;
  try {
    const value = toValue(parsed.document);
    const cut = findCut(parsed.document, text);
    if (cut) return fail(source, cut.offset, cut);
    return { document: createSourceDocument(source, parsed.document, value) };
  } catch (error) {
    if (error instanceof DefinitionRefused) return fail(source, error.offset, error);
    throw error;
  }
}

function parse(source: SourceText): { readonly document: Document } | { readonly problem: Problem } {
  let document: Document;
  try {
    // Pretty errors cost a scan of the file each; duplicate keys are found in `toValue`, in linear time.
    document = parseDocument(source.text, { version: '1.2', uniqueKeys: false, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) return fail(source, 0, { message: 'The file is nested too deeply.' });
    throw error;
  }
  const faults = [...document.errors, ...document.warnings];
  const [first] = faults.sort((a, b) => a.pos[0] - b.pos[0]);
  if (first === undefined) return { document };
  return fail(source, first.pos[0], remedyFor(first, source.text));
}

function fail(
  source: SourceText,
  offset: number,
  complaint: { readonly message: string; readonly hint?: string | undefined },
): { readonly problem: Problem } {
  const { message, hint } = complaint;
  const code = 'DEFINITION_SYNTAX';
  return { problem: createProblem(source, offset, hint === undefined ? { code, message } : { code, message, hint }) };
}
