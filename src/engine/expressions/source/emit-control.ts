import type { Scope } from '../syntax/scope.ts';
import type { Node, VariableShape } from '../syntax/tree.ts';
import { emitNode } from './emit-node.ts';
import { truthOf } from './emit-operators.ts';
import type { Emission, Site } from './emission.ts';
import * as types from './operand.ts';
import { absent, type Operand } from './operand.ts';
import { heldAsked } from './output.ts';
import { readProperty } from './text.ts';

type Of<K extends Node['kind']> = Extract<Node, { kind: K }>;

/** `a ? b : c`. */
export function emitCondition(node: Of<'condition'>, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const condition = emitNode(node.condition, site, emission);
  const result = out.name();
  const test = truthOf(condition, out);
  let then = absent;
  let otherwise = absent;
  out.line(`let ${result};`);
  out.block(`if (${test})`, () => {
    then = emitNode(node.then, site, emission);
    out.line(`${result} = ${then.code};`);
  });
  const { otherwise: second } = node;
  if (second !== undefined) {
    out.block('else', () => {
      otherwise = emitNode(second, site, emission);
      out.line(`${result} = ${otherwise.code};`);
    });
  }
  return { code: result, types: then.types | otherwise.types, isData: then.isData && otherwise.isData };
}

/** `a ?? b`, `a ?: b`. */
export function emitDefault(node: Of<'default'>, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const left = emitNode(node.left, site, emission);
  const isThere = node.operator === '??';
  if (isThere && !types.mayBe(left, types.nothing)) return left;
  const result = out.name();
  const test = isThere ? `${left.code} === undefined` : `!(${truthOf(left, out)})`;
  let right = absent;
  out.line(`let ${result} = ${left.code};`);
  out.block(`if (${test})`, () => {
    right = emitNode(node.right, site, emission);
    out.line(`${result} = ${right.code};`);
  });
  const kept = isThere ? left.types & ~types.nothing : left.types;
  return { code: result, types: kept | right.types, isData: left.isData && right.isData };
}

/** `(a; b; c)`: what is bound inside lives in variables of the code, or in a frame where closures read it. */
export function emitBlock(node: Of<'block'>, site: Site, emission: Emission): Operand {
  let last = absent;
  const inner = node.scope.names.length === 0 ? site : enterScope(node, site, emission);
  for (const item of node.expressions) {
    last = emitNode(item, inner, emission);
    if (item.kind !== 'bind' || emission.local.readingOf(item.scope) !== 'reads') continue;
    // Nothing else binds the name, so what it stands for is known until this does again.
    const [slot] = slotsOf(item.scope, item.name, inner);
    if (slot !== undefined) emission.out.remember(slot, heldAsked, last);
  }
  return last;
}

function enterScope(node: Of<'block'>, site: Site, { out, local }: Emission): Site {
  const { scope } = node;
  const reading = local.enter(node);
  if (reading !== 'all') {
    const names = scope.names.map(() => out.name());
    for (const name of names) out.line(`let ${name} = unbound;`);
    const isRead = reading === 'reads';
    return {
      ...site,
      ...(isRead ? { frame: `frameOf([${names.join(', ')}], ${site.frame})` } : {}),
      slots: new Map([...site.slots, [scope, names]]),
    };
  }
  const frame = out.name();
  out.line(`const ${frame} = newFrame(${scope.names.length}, ${site.frame});`);
  const names = scope.names.map((_, slot) => `${frame}.slots[${slot}]`);
  return { ...site, frame, slots: new Map([...site.slots, [scope, names]]) };
}

/** `$name := value`. */
export function emitBind(node: Of<'bind'>, site: Site, emission: Emission): Operand {
  const value = emitNode(node.value, site, emission);
  const slot = slotsOf(node.scope, node.name, site)[0];
  if (slot !== undefined) emission.out.line(`${slot} = ${value.code};`);
  return value;
}

/** Where a name may be found, innermost first. */
function slotsOf(scope: Scope, name: string, site: Site): string[] {
  const found: string[] = [];
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const slot = site.slots.get(at)?.[at.names.indexOf(name)];
    if (slot !== undefined) found.push(slot);
  }
  return found;
}

/** `$name`. */
export function emitVariable(node: VariableShape & Node, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const slots = slotsOf(node.scope, node.name, site);
  const [first] = slots;
  if (first === undefined) return emitOutside(node.name, emission);
  const known = out.recall(first, heldAsked);
  if (known !== undefined) return known;
  const outside = node.isSettled && slots.length === 1 ? undefined : emitOutside(node.name, emission);
  const code = slots.reduceRight(
    (rest, slot) => (rest === '' ? slot : `${slot} !== unbound ? ${slot} : ${rest}`),
    outside?.code ?? '',
  );
  return out.keep(code, types.anything);
}

/** A variable given from outside, or else a function. */
function emitOutside(name: string, emission: Emission): Operand {
  const { out, options } = emission;
  if (name === '$') return out.keep('run.root', types.anything);
  const callable = options.functionNamed(name);
  if (callable === undefined)
    return out.keep(`${readProperty('variables', name)} ?? undefined`, types.anything & ~types.nullish, true);
  const constant = out.constant(callable);
  if (options.given?.has(name) === false) return { code: constant, types: types.object, isData: false };
  return out.keep(`${readProperty('variables', name)} ?? ${constant}`, types.anything & ~types.nullish);
}
