import { Fault } from '../fault.ts';
import { readIntegerPicture, type IntegerPicture } from './integer-picture.ts';
import { numberOfWords } from './integer-words.ts';

/** The integer that a text written after a picture stands for; nothing when it stands for none. */
export function parseInteger(text: string, picture: string): number | undefined {
  return readInteger(text, readIntegerPicture(picture));
}

/** @throws Fault D3130 when the picture asks for a numbering that does not exist */
export function readInteger(text: string, picture: IntegerPicture): number | undefined {
  switch (picture.style) {
    case 'letters':
      return lettersValue(text, picture.letterCase === 'upper' ? 'A' : 'a');
    case 'roman':
      return romanValue(picture.letterCase === 'upper' ? text : text.toUpperCase());
    case 'words':
      return numberOfWords(text.toLowerCase());
    case 'decimal':
      return decimalValue(text, picture);
    case 'sequence':
      throw new Fault('D3130', { value: picture.token });
  }
}

function lettersValue(text: string, first: string): number | undefined {
  const base = first.charCodeAt(0) - 1;
  let value = 0;
  for (let at = 0; at < text.length; at += 1) value = value * 26 + text.charCodeAt(at) - base;
  return Number.isFinite(value) ? value : undefined;
}

const romanDigits: ReadonlyMap<string, number> = new Map([
  ['M', 1000],
  ['D', 500],
  ['C', 100],
  ['L', 50],
  ['X', 10],
  ['V', 5],
  ['I', 1],
]);

function romanValue(text: string): number | undefined {
  let value = 0;
  let greatest = 1;
  // From the end, and without a list of the characters: texts may be long.
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const worth = romanDigits.get(text.charAt(at));
    if (worth === undefined) return undefined;
    if (worth < greatest) value -= worth;
    else {
      greatest = worth;
      value += worth;
    }
  }
  return value;
}

function decimalValue(text: string, picture: IntegerPicture): number | undefined {
  let digits = picture.isOrdinal ? text.slice(0, -2) : text;
  const marks =
    picture.regular === undefined ? picture.separators.map(one => one.character) : [',', picture.regular.character];
  for (const mark of marks) digits = digits.replaceAll(mark, '');
  const shift = picture.zero - 0x30;
  const plain =
    shift === 0 ? digits : [...digits].map(one => String.fromCodePoint((one.codePointAt(0) ?? 0) - shift)).join('');
  const value = Number.parseInt(plain, 10);
  return Number.isNaN(value) ? undefined : value;
}
