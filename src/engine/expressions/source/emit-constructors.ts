import { fixedKeys } from '../nodes/group.ts';
import type { Node } from '../syntax/tree.ts';
import { emitNode } from './emit-node.ts';
import type { Emission, Site } from './emission.ts';
import * as types from './operand.ts';
import { listOf, mayBe, type Operand } from './operand.ts';
import type { Output } from './output.ts';
import { writeMember, writeProperty } from './text.ts';

/** A member of an object that generated code makes. */
export interface Member {
  readonly key: string;
  readonly value: Operand;
}

/** `{ "key": value }` over one value. */
export function emitObject(node: Extract<Node, { kind: 'object' }>, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const keys = fixedKeys(node.members) ?? [];
  const members = node.members.pairs.map(([, value], at): Member => ({
    key: keys[at] ?? '',
    value: emitNode(value, site, emission),
  }));
  out.charge(0, members.length);
  return makeObject(members, out);
}

/** Makes an object: the members that are surely there in one literal, the others as far as they have a value. */
export function makeObject(members: readonly Member[], out: Output): Operand {
  const isFixed = (member: Member): boolean => !mayBe(member.value, types.nothing);
  const firstOpen = members.findIndex(member => !isFixed(member) || writeMember(member.key, '') === undefined);
  const literal = firstOpen === -1 ? members : members.slice(0, firstOpen);
  const made = out.keep(
    `{ ${literal.map(({ key, value }) => writeMember(key, value.code)).join(', ')} }`,
    types.object,
  );
  for (const { key, value } of members.slice(literal.length)) {
    const set = writeProperty(made.code, key, value.code);
    out.line(mayBe(value, types.nothing) ? `if (${value.code} !== undefined) ${set}` : set);
  }
  return made;
}

/** `[a, b]`. */
export function emitArray(node: Extract<Node, { kind: 'array' }>, site: Site, emission: Emission): Operand {
  const { out } = emission;
  const items = node.items.map(item => ({ value: emitNode(item, site, emission), isArray: item.kind === 'array' }));
  out.charge(0, items.length);
  const isFixed = items.every(
    ({ value, isArray }) => !mayBe(value, types.nothing) && (isArray || !mayBe(value, types.list)),
  );
  if (isFixed) return out.keep(`[${listOf(items.map(({ value }) => value))}]`, types.list);
  const list = out.keep('[]', types.list);
  for (const { value, isArray } of items) {
    const push = `${list.code}.push(${value.code});`;
    const add =
      isArray || !mayBe(value, types.list)
        ? push
        : `if (isArray(${value.code})) appendItems(${list.code}, ${value.code}, budget); else ${push}`;
    out.line(mayBe(value, types.nothing) ? `if (${value.code} !== undefined) { ${add} }` : add);
  }
  return list;
}
