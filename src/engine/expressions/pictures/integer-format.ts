import { spendGrowth, type Budget } from '../budget.ts';
import { Fault } from '../fault.ts';
import { readIntegerPicture, type IntegerPicture } from './integer-picture.ts';
import { wordsOf } from './integer-words.ts';

/** A number, rounded down, written after a picture. */
export function formatInteger(value: number, picture: string, budget: Budget): string {
  return writeInteger(Math.floor(value), readIntegerPicture(picture), budget);
}

/** Roman numerals grow by one letter a thousand; beyond this they are only letters. */
const maxRoman = 1_000_000;

/** @throws Fault D3130 when the picture asks for a numbering that does not exist */
export function writeInteger(value: number, picture: IntegerPicture, budget: Budget): string {
  const written = writeUnsigned(Math.abs(value), picture, budget);
  spendGrowth(budget, written.length);
  return value < 0 ? `-${written}` : written;
}

function writeUnsigned(value: number, picture: IntegerPicture, budget: Budget): string {
  const inCase = (text: string): string => {
    if (picture.letterCase === 'upper') return text.toUpperCase();
    return picture.letterCase === 'lower' ? text.toLowerCase() : text;
  };
  switch (picture.style) {
    case 'letters':
      return letters(value, picture.letterCase === 'upper' ? 'A' : 'a');
    case 'roman':
      if (value > maxRoman) throw new Fault('D3130', { value: picture.token });
      return inCase(roman(value));
    case 'words':
      return inCase(wordsOf(value, picture.isOrdinal));
    case 'decimal':
      return decimal(value, picture, budget);
    case 'sequence':
      throw new Fault('D3130', { value: picture.token });
  }
}

function letters(value: number, first: string): string {
  const base = first.charCodeAt(0);
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(((rest - 1) % 26) + base) + text;
  }
  return text;
}

const numerals = [
  [1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'],
  [5, 'v'], [4, 'iv'], [1, 'i'],
] as const; // prettier-ignore

function roman(value: number): string {
  let rest = value;
  let text = '';
  for (const [worth, numeral] of numerals) {
    const times = Math.floor(rest / worth);
    text += numeral.repeat(times);
    rest -= times * worth;
  }
  return text;
}

function decimal(value: number, picture: IntegerPicture, budget: Budget): string {
  spendGrowth(budget, picture.mandatoryDigits);
  let text = String(value).padStart(picture.mandatoryDigits, '0');
  if (picture.zero !== 0x30) {
    text = text.replace(/\d/g, digit => String.fromCodePoint(digit.charCodeAt(0) - 0x30 + picture.zero));
  }
  text = grouped(text, picture);
  return picture.isOrdinal ? text + suffix(text) : text;
}

function grouped(text: string, picture: IntegerPicture): string {
  const { regular } = picture;
  if (regular === undefined) {
    return picture.separators.toReversed().reduce((so, { position, character }) => {
      const at = so.length - position;
      return so.slice(0, at) + character + so.slice(at);
    }, text);
  }
  let result = text;
  for (let group = Math.floor((text.length - 1) / regular.position); group > 0; group -= 1) {
    const at = result.length - group * regular.position;
    result = result.slice(0, at) + regular.character + result.slice(at);
  }
  return result;
}

function suffix(text: string): string {
  if (text.length > 1 && text.charAt(text.length - 2) === '1') return 'th';
  const suffixes: Readonly<Record<string, string | undefined>> = { 1: 'st', 2: 'nd', 3: 'rd' };
  return suffixes[text.charAt(text.length - 1)] ?? 'th';
}
