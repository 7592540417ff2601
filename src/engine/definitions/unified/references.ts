import type { Expression } from '../../expressions/expression.ts';
import { hintForName } from '../checking/nearest.ts';
import { literalCalls, type LiteralCall } from '../compiling/literal-calls.ts';
import { startOfToken } from '../compiling/positions.ts';
import type { Place } from '../reading/place.ts';
import type { MappingContext } from './context.ts';
import type { MappingSketch } from './sketch.ts';

const boundNames = new Set(['key', 'unkey', 'value', 'native']);

/** Checks what `$key("channels", { ... })`, `$unkey`, `$value` and `$native` name, where it is written out. */
export function checkReferences(expression: Expression, place: Place, context: MappingContext): void {
  if (typeof place.value !== 'string' || expression.source === '') return;
  for (const call of literalCalls(expression.source, boundNames)) {
    if (call.text === undefined) continue;
    const offset = startOfToken(expression.source, call.position, call.name);
    const complain: Complain = (message, hint) => {
      context.reports.report(place, 'DEFINITION_REFERENCE', message, hint, { offset });
    };
    if (call.name === 'key' || call.name === 'unkey') checkKeyCall(call, call.text, context, complain);
    else checkValueCall(call.text, context.sketch, complain);
  }
}

type Complain = (message: string, hint: string) => void;

function checkKeyCall(call: LiteralCall, resource: string, { siblings }: MappingContext, complain: Complain): void {
  if (siblings.broken.has(resource)) return;
  const target = siblings.mappings.get(resource);
  if (target === undefined) {
    complain(`There is no mapping for \`${resource}\`.`, hintForName(resource, siblings.mappings.keys()));
    return;
  }
  if (call.name !== 'key' || call.keys === undefined) return;
  const { keys } = call;
  const known = target.parts.map(part => part.name);
  for (const key of keys) {
    if (!known.includes(key)) complain(`The key of \`${resource}\` has no part \`${key}\`.`, hintForName(key, known));
  }
  const missing = target.parts.filter(part => !part.optional && !keys.includes(part.name)).map(part => part.name);
  if (missing.length > 0 && keys.every(key => known.includes(key))) {
    complain(
      `The key of \`${resource}\` needs ${missing.map(name => `\`${name}\``).join(', ')}.`,
      `Its parts are: ${known.join(', ')}.`,
    );
  }
}

function checkValueCall(field: string, sketch: MappingSketch, complain: Complain): void {
  const known = Object.keys(sketch.values);
  if (!known.includes(field)) complain(`There is no \`${field}\` under \`values\`.`, hintForName(field, known));
}
