import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import type jsonata from 'jsonata';
import { maxDepth } from '../../../../src/engine/expressions/values/depth.ts';
import type { MendName } from './mend.ts';
import { mends } from './mends.ts';

export interface MendedInterpreter {
  readonly jsonata: typeof jsonata;
  /** Mends from now on what is named, and nothing else. */
  mend(names: readonly MendName[]): void;
}

/** What the edits call. */
const helpers = `'use strict';
const copyTree = node => {
  if (!mended('pattern')) return JSON.parse(JSON.stringify(node));
  if (typeof node !== 'object' || node === null || node instanceof RegExp) return node;
  if (Array.isArray(node)) return node.map(copyTree);
  // What JSON leaves out stays out; a signature is used as it is.
  const kept = Object.entries(node).filter(([, value]) => typeof value !== 'function' && value !== undefined);
  return Object.fromEntries(kept.map(([key, value]) => [key, key === 'signature' ? value : copyTree(value)]));
};
const isNumericAt = (isNumeric, value, position) => {
  try {
    return isNumeric(value);
  } catch (error) {
    throw located(error, position, '-');
  }
};
const replaced = async (replacement, self, match, start) => {
  if (replacement === undefined) throw { code: 'T1006' };
  const value = await replacement.apply(self, [{ match, start, end: start + match.length, groups: [] }]);
  if (typeof value !== 'string') throw { code: 'D3012', value };
  return value;
};
const placedAt = (node, position) => {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map(part => placedAt(part, position));
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, placedAt(value, position)]));
  return 'position' in copy ? { ...copy, position, chained: true } : copy;
};
const checkedFunction = ({ implementation, signature }, input) => {
  if (signature === undefined) return implementation;
  const checked = function (...args) { return implementation.apply(this, signature.validate(args, input)); };
  // The interpreter reads the names of parameters from the text of a function.
  checked.toString = () => implementation.toString();
  return checked;
};
const collectOwned = (value, owned) => {
  if (typeof value !== 'object' || value === null) return;
  owned.add(value);
  for (const inner of Object.values(value)) collectOwned(inner, owned);
};
const targetOf = (match, owned) => {
  const isObject = typeof match === 'object' && match !== null && !Array.isArray(match);
  if (mended('transform-target') && !isObject) return {};
  if (mended('transform-owner') && !owned.has(match)) return {};
  return match;
};
const refuseDeep = (value, depth) => {
  if (typeof value !== 'object' || value === null) return;
  if (depth > ${maxDepth}) throw { code: 'D4004' };
  for (const inner of Object.values(value)) refuseDeep(inner, depth + 1);
};
const located = (error, position, token) => {
  error.position ??= position;
  error.token ??= token;
  return error;
};
const assign = (target, key, value) => {
  if (mended('transform-prototype')) Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else target[key] = value;
};
`;

/**
 * The package's interpreter with its known defects switchable: the text of the package, edited where it errs.
 *
 * @throws Error when the package no longer reads as the edits expect
 */
export function loadMendedInterpreter(): MendedInterpreter {
  const require = createRequire(import.meta.url);
  const edited = mends
    .flatMap(({ edits }) => edits)
    .reduce(
      (text, { find, replace }) => {
        if (text.split(find).length !== 2) throw new Error(`The package's interpreter has not once: ${find}`);
        return text.replace(find, () => replace);
      },
      readFileSync(require.resolve('jsonata'), 'utf8'),
    );
  let current: ReadonlySet<string> = new Set();
  const module: { exports: unknown } = { exports: {} };
  const load = compileFunction(`${helpers}\n${edited}`, ['module', 'exports', 'require', 'mended']) as (
    ...args: readonly unknown[]
  ) => void;
  load(module, module.exports, require, (name: string) => current.has(name));
  return {
    jsonata: module.exports as typeof jsonata,
    mend: names => {
      current = new Set(names);
    },
  };
}
