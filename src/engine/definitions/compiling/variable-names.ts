import { PatchbayError } from '../../../errors.ts';
import { compileExpression } from '../../expressions/compile.ts';
import type { FunctionDefinition } from '../../expressions/expression.ts';
import type { Place } from '../reading/place.ts';
import type { Reports } from '../reading/reports.ts';

/** Names the engine binds by itself, now or in a later version of the format. */
const reserved = new Set([
  'query',
  'body',
  'id',
  'parent',
  'holder',
  'keys',
  'account',
  'app',
  'steps',
  'replies',
  'lookups',
  'upload',
  'page',
  'status',
  'headers',
  'sent',
  'idempotency',
  'nothing',
]);

/** Reports a name of an author's own (`with`, a part of a key) that already means something. */
export function checkVariableName(
  name: string,
  place: Place,
  functions: Readonly<Record<string, FunctionDefinition>>,
  reports: Reports,
): void {
  if (reserved.has(name)) {
    reports.report(place, 'DEFINITION_INVALID', `\`$${name}\` is bound by the engine.`, 'Choose another name.', 'key');
  } else if (isFunction(name, functions)) {
    const message = `\`$${name}\` is a function; a variable of that name would hide it.`;
    reports.report(place, 'DEFINITION_INVALID', message, 'Choose another name.', 'key');
  }
}

/** With no variables allowed, a name compiles only when it is a function's. */
function isFunction(name: string, functions: Readonly<Record<string, FunctionDefinition>>): boolean {
  try {
    return Boolean(compileExpression(`$${name}`, { variables: new Set(), functions }));
  } catch (error) {
    if (error instanceof PatchbayError) return false;
    throw error;
  }
}
