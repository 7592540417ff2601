import { Fault } from '../fault.ts';

export interface Separator {
  /** Digits to its right. */
  readonly position: number;
  readonly character: string;
}

/** How an integer is written. */
export interface IntegerPicture {
  readonly style: 'decimal' | 'letters' | 'roman' | 'words' | 'sequence';
  readonly letterCase: 'upper' | 'lower' | 'title';
  readonly isOrdinal: boolean;
  /** The picture itself, for styles that do not exist. */
  readonly token: string;
  /** Code point of the digit zero in the script of the picture. */
  readonly zero: number;
  readonly mandatoryDigits: number;
  readonly optionalDigits: number;
  /** One separator at a regular distance. */
  readonly regular?: Separator;
  /** Separators at their own places, from the right. */
  readonly separators: readonly Separator[];
}

/** Code points of the zeros of all decimal digit groups. */
const zeros = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
  0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
  0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

const worded: Readonly<Record<string, Pick<IntegerPicture, 'style' | 'letterCase'> | undefined>> = {
  A: { style: 'letters', letterCase: 'upper' },
  a: { style: 'letters', letterCase: 'lower' },
  I: { style: 'roman', letterCase: 'upper' },
  i: { style: 'roman', letterCase: 'lower' },
  W: { style: 'words', letterCase: 'upper' },
  Ww: { style: 'words', letterCase: 'title' },
  w: { style: 'words', letterCase: 'lower' },
};

/** Longest picture: writing a number after it takes time with the square of its separators. */
const maxPicture = 1_024;

/**
 * Reads an integer picture: `0,000`, `A`, `i`, `Ww`, each with `;o` for an ordinal.
 *
 * @throws Fault D3131 when digits come from different scripts, D3130 when it is too long
 */
export function readIntegerPicture(picture: string): IntegerPicture {
  if (picture.length > maxPicture) {
    throw new Fault('D3130', { message: `An integer picture has at most ${maxPicture} characters` });
  }
  const semicolon = picture.lastIndexOf(';');
  const primary = semicolon === -1 ? picture : picture.slice(0, semicolon);
  const isOrdinal = semicolon !== -1 && picture.charAt(semicolon + 1) === 'o';
  const shape = Object.hasOwn(worded, primary) ? worded[primary] : undefined;
  const plain = { isOrdinal, token: primary, zero: 0x30, mandatoryDigits: 0, optionalDigits: 0, separators: [] };
  return shape === undefined ? readDigits(primary, isOrdinal) : { ...plain, ...shape };
}

function readDigits(primary: string, isOrdinal: boolean): IntegerPicture {
  let zero: number | undefined;
  let mandatoryDigits = 0;
  let optionalDigits = 0;
  const separators: Separator[] = [];
  for (const character of [...primary].reverse()) {
    const code = character.codePointAt(0) ?? 0;
    const group = zeros.find(first => code >= first && code <= first + 9);
    if (group !== undefined) {
      if (zero !== undefined && group !== zero) throw new Fault('D3131');
      zero = group;
      mandatoryDigits += 1;
    } else if (character === '#') optionalDigits += 1;
    else separators.push({ position: mandatoryDigits + optionalDigits, character });
  }
  const regular = regularSeparator(separators);
  return {
    style: mandatoryDigits > 0 ? 'decimal' : 'sequence',
    letterCase: 'lower',
    isOrdinal,
    token: primary,
    zero: zero ?? 0x30,
    mandatoryDigits,
    optionalDigits,
    ...(regular === undefined ? {} : { regular }),
    separators,
  };
}

function regularSeparator(separators: readonly Separator[]): Separator | undefined {
  const [first] = separators;
  if (first === undefined || separators.some(one => one.character !== first.character)) return undefined;
  const distance = regularDistance(separators.map(one => one.position));
  return distance === 0 ? undefined : { position: distance, character: first.character };
}

/** The distance when positions are its multiples from one on without a gap; otherwise 0. */
export function regularDistance(positions: readonly number[]): number {
  if (positions.length === 0) return 0;
  const factor = positions.reduce(greatestDivisor);
  return positions.every((_, at) => positions.includes((at + 1) * factor)) ? factor : 0;
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
