import { spendFuel, spendGrowth } from '../budget.ts';
import { faultAt } from '../fault.ts';
import { parseSignature } from '../syntax/signature.ts';
import type { Node } from '../syntax/tree.ts';
import { createFunction, isFunction } from '../values/functions.ts';
import { isObject, setKey, type Data } from '../values/keys.ts';
import { isList } from '../values/marks.ts';
import type { CodeOptions, Evaluate, Frame } from './frame.ts';
import { compileNode } from './node.ts';

const signature = parseSignature('<(oa):o>');

/** `| pattern | update, delete |`: a function that returns its argument copied and changed. */
export function compileTransform(node: Extract<Node, { kind: 'transform' }>, options: CodeOptions): Evaluate {
  const clone = compileNode(node.clone, options);
  const pattern = compileNode(node.pattern, options);
  const update = compileNode(node.update, options);
  const remove = node.deletion === undefined ? undefined : compileNode(node.deletion, options);
  const change = (match: unknown, target: Data, frame: Frame): void => {
    merge(target, update(match, frame), node, frame);
    const names = remove?.(match, frame);
    if (names !== undefined) deleteKeys(target, names, node);
  };
  return (input, frame) =>
    createFunction({
      name: 'transform',
      arity: 1,
      signature,
      height: 1,
      invoke: ([value], context) => {
        if (value === undefined) return undefined;
        const copier = clone(input, frame);
        if (!isFunction(copier)) throw faultAt(node.position, '|', 'T2013');
        const copy = context.call(copier, [value]);
        const owned = new Set<unknown>();
        collect(copy, owned, frame);
        const matches = pattern(copy, frame);
        if (matches === undefined) return copy;
        for (const match of isList(matches) ? matches : [matches]) {
          // What the pattern took from elsewhere belongs to someone else and stays as it is.
          change(match, isObject(match) && owned.has(match) ? match : {}, frame);
        }
        return copy;
      },
    });
}

function collect(value: unknown, owned: Set<unknown>, frame: Frame): void {
  if (typeof value !== 'object' || value === null) return;
  spendFuel(frame.evaluation.budget, 1);
  owned.add(value);
  for (const inner of Object.values(value)) collect(inner, owned, frame);
}

function merge(target: Data, update: unknown, node: Extract<Node, { kind: 'transform' }>, frame: Frame): void {
  if (update === undefined) return;
  if (!isObject(update)) throw faultAt(node.update.position, '|', 'T2011', { value: update });
  const keys = Object.keys(update);
  spendGrowth(frame.evaluation.budget, keys.length);
  for (const key of keys) setKey(target, key, update[key]);
}

function deleteKeys(target: Data, names: unknown, node: Extract<Node, { kind: 'transform' }>): void {
  for (const name of isList(names) ? names : [names]) {
    if (typeof name !== 'string') {
      throw faultAt(node.deletion?.position ?? node.position, '|', 'T2012', { value: names });
    }
    Reflect.deleteProperty(target, name);
  }
}
