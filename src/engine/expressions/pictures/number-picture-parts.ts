import { Fault } from '../fault.ts';
import { regularDistance } from './integer-picture.ts';

/** The signs of a number picture. */
export interface NumberSigns {
  readonly 'decimal-separator': string;
  readonly 'grouping-separator': string;
  readonly 'exponent-separator': string;
  readonly 'minus-sign': string;
  readonly percent: string;
  readonly 'per-mille': string;
  readonly 'zero-digit': string;
  readonly digit: string;
  readonly 'pattern-separator': string;
}

/** One part of a number picture, measured. */
export interface SubPicture {
  readonly text: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly minInteger: number;
  /** Digits of the mantissa before the point, with an exponent. */
  readonly scale: number;
  readonly minFraction: number;
  readonly maxFraction: number;
  /** 0: no exponent. */
  readonly minExponent: number;
  readonly regularGroup: number;
  readonly integerGroups: readonly number[];
  readonly fractionGroups: readonly number[];
}

interface Pieces {
  readonly text: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly active: string;
  readonly mantissa: string;
  readonly exponent: string | undefined;
  readonly integer: string;
  readonly fraction: string;
}

const maxPicture = 1_024;

/**
 * The parts of a picture: for positive and, when it has two, for negative numbers.
 *
 * @throws Fault D3080 to D3093
 */
export function readNumberPicture(picture: string, signs: NumberSigns): readonly [SubPicture, SubPicture?] {
  const texts = picture.split(signs['pattern-separator']);
  if (texts.length > 2 || picture.length > maxPicture) throw new Fault('D3080');
  const [positive = '', negative] = texts;
  const parts = [positive, ...(negative === undefined ? [] : [negative])].map(text => {
    const pieces = takeApart(text, signs);
    check(pieces, signs);
    return pieces;
  });
  const [first, second] = parts.map(pieces => measure(pieces, signs));
  if (first === undefined) throw new Fault('D3085');
  return second === undefined ? [first] : [first, second];
}

const isDigit = (character: string, signs: NumberSigns): boolean => {
  const offset = character.charCodeAt(0) - signs['zero-digit'].charCodeAt(0);
  return offset >= 0 && offset <= 9;
};

function isActive(character: string, signs: NumberSigns): boolean {
  return (
    isDigit(character, signs) ||
    [
      signs['decimal-separator'],
      signs['exponent-separator'],
      signs['grouping-separator'],
      signs.digit,
      signs['pattern-separator'],
    ].includes(character)
  );
}

function takeApart(text: string, signs: NumberSigns): Pieces {
  const characters = text.split('');
  const begins = (character: string): boolean =>
    isActive(character, signs) && character !== signs['exponent-separator'];
  const first = characters.findIndex(begins);
  const last = characters.findLastIndex(begins);
  const prefix = first === -1 ? '' : text.slice(0, first);
  const suffix = last === -1 ? '' : text.slice(last + 1);
  const active = text.slice(prefix.length, text.length - suffix.length);
  const exponentAt = text.indexOf(signs['exponent-separator'], prefix.length);
  const hasExponent = exponentAt !== -1 && exponentAt <= text.length - suffix.length;
  // The place of the exponent is counted from the start of the whole picture, as the language does it.
  const mantissa = hasExponent ? active.slice(0, exponentAt) : active;
  const pointAt = mantissa.indexOf(signs['decimal-separator']);
  return {
    text,
    prefix,
    suffix,
    active,
    mantissa,
    exponent: hasExponent ? active.slice(exponentAt + 1) : undefined,
    integer: pointAt === -1 ? mantissa : mantissa.slice(0, pointAt),
    fraction: pointAt === -1 ? suffix : mantissa.slice(pointAt + 1),
  };
}

const digitsIn = (text: string, signs: NumberSigns): number =>
  text.split('').filter(character => isDigit(character, signs)).length;

const placesIn = (text: string, signs: NumberSigns): number =>
  text.split('').filter(character => isDigit(character, signs) || character === signs.digit).length;

const isRepeated = (text: string, sign: string): boolean => text.indexOf(sign) !== text.lastIndexOf(sign);

/** Every rule that is broken overrules those before it, as the language has it: the last one is told. */
function check(pieces: Pieces, signs: NumberSigns): void {
  const broken = rules(pieces, signs).filter(([, isBroken]) => isBroken);
  const last = broken[broken.length - 1];
  if (last !== undefined) throw new Fault(last[0]);
}

function rules(pieces: Pieces, signs: NumberSigns): readonly (readonly [string, boolean])[] {
  const { text, integer, fraction, exponent } = pieces;
  const grouping = signs['grouping-separator'];
  const pointAt = text.indexOf(signs['decimal-separator']);
  const hasRate = text.includes(signs.percent) || text.includes(signs['per-mille']);
  const optionalAt = integer.indexOf(signs.digit);
  const lastOptionalAt = fraction.lastIndexOf(signs.digit);
  const besidePoint = pointAt !== -1 && [text.charAt(pointAt - 1), text.charAt(pointAt + 1)].includes(grouping);
  return [
    ['D3081', isRepeated(text, signs['decimal-separator'])],
    ['D3082', isRepeated(text, signs.percent)],
    ['D3083', isRepeated(text, signs['per-mille'])],
    ['D3084', text.includes(signs.percent) && text.includes(signs['per-mille'])],
    ['D3085', placesIn(pieces.mantissa, signs) === 0],
    ['D3086', pieces.active.split('').some(character => !isActive(character, signs))],
    ['D3087', besidePoint],
    ['D3088', pointAt === -1 && integer.endsWith(grouping)],
    ['D3089', text.includes(grouping + grouping)],
    ['D3090', optionalAt !== -1 && digitsIn(integer.slice(0, optionalAt), signs) > 0],
    ['D3091', lastOptionalAt !== -1 && digitsIn(fraction.slice(lastOptionalAt), signs) > 0],
    ['D3092', exponent !== undefined && exponent !== '' && hasRate],
    ['D3093', exponent !== undefined && (exponent === '' || digitsIn(exponent, signs) !== exponent.length)],
  ];
}

function measure(pieces: Pieces, signs: NumberSigns): SubPicture {
  const { integer, fraction, exponent } = pieces;
  const scale = digitsIn(integer, signs);
  let minInteger = scale;
  let minFraction = digitsIn(fraction, signs);
  let maxFraction = placesIn(fraction, signs);
  if (minInteger === 0 && maxFraction === 0) {
    if (exponent === undefined) minInteger = 1;
    else [minFraction, maxFraction] = [1, 1];
  }
  if (exponent !== undefined && minInteger === 0 && integer.includes(signs.digit)) minInteger = 1;
  if (minInteger === 0 && minFraction === 0) minFraction = 1;
  const integerGroups = separatorsIn(integer, signs).map(at => placesIn(integer.slice(at), signs));
  return {
    text: pieces.text,
    prefix: pieces.prefix,
    suffix: pieces.suffix,
    minInteger,
    scale,
    minFraction,
    maxFraction,
    minExponent: exponent === undefined ? 0 : digitsIn(exponent, signs),
    regularGroup: regularDistance(integerGroups),
    integerGroups,
    fractionGroups: separatorsIn(fraction, signs).map(at => placesIn(fraction.slice(0, at), signs)),
  };
}

function separatorsIn(text: string, signs: NumberSigns): number[] {
  return text.split('').flatMap((character, at) => (character === signs['grouping-separator'] ? [at] : []));
}
