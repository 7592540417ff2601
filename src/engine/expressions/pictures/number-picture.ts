import { spendFuel, spendGrowth, type Budget } from '../budget.ts';
import { roundHalfEven } from '../values/rounding.ts';
import { readNumberPicture, type NumberSigns, type SubPicture } from './number-picture-parts.ts';

const defaultSigns: NumberSigns = {
  'decimal-separator': '.',
  'grouping-separator': ',',
  'exponent-separator': 'e',
  'minus-sign': '-',
  percent: '%',
  'per-mille': '\u2030',
  'zero-digit': '0',
  digit: '#',
  'pattern-separator': ';',
};

/** Reading a picture of a few signs, and what is written after it. */
const fuelPerPicture = 24;

/**
 * A number written after a picture such as `#,##0.00;(#)`.
 *
 * @param options signs that replace the usual ones
 * @throws Fault D3080 to D3093 for the picture
 */
export function formatNumber(value: number, picture: string, options: unknown, budget: Budget): string {
  spendFuel(budget, fuelPerPicture);
  const signs: NumberSigns = { ...defaultSigns, ...signsOf(options) };
  const [positive, negative] = readNumberPicture(picture, signs);
  const part = value >= 0 ? positive : (negative ?? { ...positive, prefix: signs['minus-sign'] + positive.prefix });
  const scaled = value * scaleOf(part, signs);
  const { mantissa, exponent } = split(scaled, part);
  spendGrowth(budget, part.maxFraction + part.minInteger + picture.length);
  const digits = writeDigits(mantissa, part, signs);
  const tail = exponent === undefined ? '' : writeExponent(exponent, part, signs);
  const text = part.prefix + group(digits, part, signs) + tail + part.suffix;
  spendGrowth(budget, text.length);
  return text;
}

function signsOf(options: unknown): Partial<NumberSigns> {
  if (typeof options !== 'object' || options === null) return {};
  const signs: Record<string, string> = {};
  // The object may be as great as the input: only what is known is looked for.
  for (const name of Object.keys(defaultSigns)) {
    const sign: unknown = Object.hasOwn(options, name) ? Reflect.get(options, name) : undefined;
    if (typeof sign === 'string' && sign !== '') signs[name] = sign;
  }
  return signs;
}

function scaleOf(part: SubPicture, signs: NumberSigns): number {
  if (part.text.includes(signs.percent)) return 100;
  return part.text.includes(signs['per-mille']) ? 1000 : 1;
}

/** The number as a mantissa with as many integer digits as the picture, and a power of ten. */
function split(value: number, part: SubPicture): { readonly mantissa: number; readonly exponent?: number } {
  if (part.minExponent === 0) return { mantissa: value };
  let mantissa = value;
  let exponent = 0;
  const [least, most] = [10 ** (part.scale - 1), 10 ** part.scale];
  if (value !== 0 && Number.isFinite(value)) {
    for (; Math.abs(mantissa) < least; exponent -= 1) mantissa *= 10;
    for (; Math.abs(mantissa) > most; exponent += 1) mantissa /= 10;
  }
  return { mantissa, exponent };
}

/** toFixed takes no more decimals. */
const maxDecimals = 100;

interface Digits {
  readonly integer: string;
  readonly fraction: string;
}

function writeDigits(value: number, part: SubPicture, signs: NumberSigns): Digits {
  const decimals = Math.min(part.maxFraction, maxDecimals);
  const [integer = '', fraction = ''] = Math.abs(roundHalfEven(value, decimals)).toFixed(decimals).split('.');
  return {
    integer: inScript(integer.replace(/^0+/, '').padStart(part.minInteger, '0'), signs),
    fraction: inScript(fraction.replace(/0+$/, '').padEnd(part.minFraction, '0'), signs),
  };
}

function inScript(digits: string, signs: NumberSigns): string {
  const zero = signs['zero-digit'].charCodeAt(0);
  return zero === 0x30 ? digits : digits.replace(/\d/g, digit => String.fromCharCode(zero + Number(digit)));
}

function group(digits: Digits, part: SubPicture, signs: NumberSigns): string {
  const sign = signs['grouping-separator'];
  const integer = groupInteger(digits.integer, part, sign);
  let { fraction } = digits;
  for (const position of part.fractionGroups) fraction = fraction.slice(0, position) + sign + fraction.slice(position);
  const hasPoint = part.text.includes(signs['decimal-separator']) && fraction !== '';
  return hasPoint ? integer + signs['decimal-separator'] + fraction : integer;
}

function groupInteger(integer: string, part: SubPicture, sign: string): string {
  if (part.regularGroup > 0) {
    const groups: string[] = [];
    for (let end = integer.length; end > 0; end -= part.regularGroup) {
      groups.unshift(integer.slice(Math.max(0, end - part.regularGroup), end));
    }
    return groups.join(sign);
  }
  let result = integer;
  let at = integer.length;
  for (const position of part.integerGroups) {
    // A sign stands behind a digit: where there is none so far left, there is no sign.
    if (position >= integer.length) continue;
    result = result.slice(0, at - position) + sign + result.slice(at - position);
    at += 1;
  }
  return result;
}

function writeExponent(exponent: number, part: SubPicture, signs: NumberSigns): string {
  const digits = inScript(String(Math.abs(exponent)).padStart(part.minExponent, '0'), signs);
  return signs['exponent-separator'] + (exponent < 0 ? signs['minus-sign'] : '') + digits;
}
