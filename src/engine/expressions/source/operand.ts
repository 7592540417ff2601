/** What a value in generated code can be, as a set of bits. Functions and streams count as objects. */
export const nothing = 1;
export const nullish = 2;
export const boolean = 4;
export const number = 8;
export const string = 16;
export const list = 32;
export const object = 64;
export const anything = 127;

/** A value in generated code: the name of a variable, or a literal. It is never assigned again. */
export interface Operand {
  readonly code: string;
  readonly types: number;
  /** Data of the input: a list carries no mark. */
  readonly isData: boolean;
}

export const mayBe = (operand: Operand, types: number): boolean => (operand.types & types) !== 0;

export const isOnly = (operand: Operand, types: number): boolean => (operand.types & ~types) === 0;

/** Several values as the arguments of a call or the items of a list. */
export function listOf(operands: readonly Operand[]): string {
  let list = '';
  for (const { code } of operands) list += list === '' ? code : `, ${code}`;
  return list;
}

/** A value that is nothing. */
export const absent: Operand = { code: 'undefined', types: nothing, isData: true };
