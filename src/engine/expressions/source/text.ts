import { isInheritedKey } from '../values/keys.ts';

/** A string as a literal of the generated code: the only way text of an expression gets into it. */
export function writeText(value: string): string {
  const text = JSON.stringify(value);
  return text.includes('\u2028') || text.includes('\u2029') ? text.replace(/[\u2028\u2029]/g, escaped) : text;
}

const escaped = (one: string): string => `\\u${one.charCodeAt(0).toString(16)}`;

/** A number as it is written in generated code. */
export function writeNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : `(${String(value)})`;
}

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

/**
 * Reads a key of a value that is known to be an object; never anything inherited.
 *
 * @param target name of a variable of the generated code
 */
export function readProperty(target: string, key: string): string {
  if (isInheritedKey(key)) return `readKey(${target}, ${writeText(key)})`;
  return identifier.test(key) ? `${target}.${key}` : `${target}[${writeText(key)}]`;
}

/** Sets a key of an object that the generated code has made; `__proto__` becomes ordinary data. */
export function writeProperty(target: string, key: string, value: string): string {
  if (key === '__proto__') return `setKey(${target}, ${writeText(key)}, ${value});`;
  return identifier.test(key) ? `${target}.${key} = ${value};` : `${target}[${writeText(key)}] = ${value};`;
}

/** A key with its value in an object literal; undefined where a literal would not make it ordinary data. */
export function writeMember(key: string, value: string): string | undefined {
  return key === '__proto__' ? undefined : `${writeText(key)}: ${value}`;
}
