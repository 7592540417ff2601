import type { Expression } from '../../expressions/expression.ts';
import { hintForName } from '../checking/nearest.ts';
import type { Leaf } from '../compiling/expressions.ts';
import { literalCalls, type LiteralCall } from '../../expressions/analysis/literal-calls.ts';
import { startOfToken } from '../compiling/positions.ts';
import type { Place } from '../reading/place.ts';
import type { MappingContext } from '../unified/context.ts';
import { wholeName } from './key-sketch.ts';
import { findKeyTarget } from './key-targets.ts';
import type { MappingSketch } from '../unified/sketch.ts';

const boundNames = new Set(['key', 'unkey', 'value', 'native']);

/** Checks what `$key("channels", { ... })`, `$unkey`, `$value` and `$native` name, where it is written out. */
export function checkReferences(expression: Expression, place: Place, context: MappingContext): void {
  if (typeof place.value !== 'string' || expression.source === '') return;
  for (const call of literalCalls(expression, boundNames)) {
    if (call.text === undefined) continue;
    const offset = startOfToken(expression.source, call.position, call.name);
    const complain: Complain = (message, hint) => {
      context.reports.report(place, 'DEFINITION_REFERENCE', message, hint, { offset });
    };
    if (call.name === 'key' || call.name === 'unkey') checkKeyCall(call, call.text, context, complain);
    else checkValueCall(call.text, context.sketch, complain);
  }
}

/** Checks every expression of a request. */
export function visitReferences(context: MappingContext): (leaf: Leaf) => void {
  return leaf => {
    if (leaf.expression) checkReferences(leaf.expression, leaf.place, context);
  };
}

type Complain = (message: string, hint: string) => void;

function checkKeyCall(call: LiteralCall, reference: string, { siblings }: MappingContext, complain: Complain): void {
  const found = findKeyTarget(reference, siblings);
  if (found.kind === 'unknown') complain(found.message, found.hint);
  if (found.kind !== 'found' || call.name !== 'key' || call.keys === undefined) return;
  const { parts, pattern } = found.target.key;
  const { keys } = call;
  if (pattern && keys.length === 1 && keys[0] === wholeName) return;
  const known = parts.map(part => part.name);
  for (const key of keys) {
    if (!known.includes(key)) complain(`The key of \`${reference}\` has no part \`${key}\`.`, hintForName(key, known));
  }
  const missing = parts.filter(part => !part.optional && !keys.includes(part.name)).map(part => part.name);
  if (missing.length > 0 && keys.every(key => known.includes(key))) {
    const whole = pattern ? `, or \`${wholeName}\` alone for the whole` : '';
    complain(
      `The key of \`${reference}\` needs ${missing.map(name => `\`${name}\``).join(', ')}.`,
      `Its parts are: ${known.join(', ')}${whole}.`,
    );
  }
}

function checkValueCall(field: string, sketch: MappingSketch, complain: Complain): void {
  const known = Object.keys(sketch.values);
  if (!known.includes(field)) complain(`There is no \`${field}\` under \`values\`.`, hintForName(field, known));
}
