import { PatchbayError } from '../../../errors.ts';
import { compileTemplate } from '../../templates/compile.ts';
import type { Template } from '../../templates/template.ts';
import { entriesOf, problemAt, type Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';
import { optional } from '../reading/values.ts';

/** What a template may read, and what its values become part of. */
export interface TemplateScope {
  readonly encode: 'path' | 'raw';
  /** Absent: any. */
  readonly names?: ReadonlySet<string>;
}

/** Compiles the template at a place; undefined when there is a mistake, which is then reported. */
export function compileTemplateAt(place: Place, scope: TemplateScope, reports: Reports): Template | undefined {
  if (typeof place.value !== 'string') return undefined;
  try {
    return compileTemplate(place.value, scope);
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    if (error.code !== 'EXPRESSION_SYNTAX' && error.code !== 'EXPRESSION_INVALID') throw error;
    const { position = 0, token } = error.facts;
    const complaint = { code: error.code, message: error.message, expression: optional('token', token) };
    reports.add([problemAt(place, { offset: position }, complaint)]);
    return undefined;
  }
}

/** Compiles a map of templates by name; those with a mistake are left out. */
export function compileTemplates(
  place: Place | undefined,
  scope: TemplateScope,
  reports: Reports,
): Readonly<Record<string, Template>> {
  const entries = entriesOf(place).map(([name, child]) => [name, compileTemplateAt(child, scope, reports)] as const);
  return Object.fromEntries(entries.flatMap(([name, template]) => (template === undefined ? [] : [[name, template]])));
}
