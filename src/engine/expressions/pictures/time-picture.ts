import { Fault } from '../fault.ts';
import { readIntegerPicture, type IntegerPicture } from './integer-picture.ts';

export type TimePart = { readonly kind: 'literal'; readonly text: string } | Marker;

/** One `[…]` of a time picture. */
export interface Marker {
  readonly kind: 'marker';
  /** `Y` year, `M` month, `D` day, … */
  readonly component: string;
  /** Written as a name, in this case of letters. */
  readonly names?: 'upper' | 'lower' | 'title';
  readonly integer?: IntegerPicture;
  /** `t`: UTC is written `Z`. */
  readonly isTraditional: boolean;
  readonly maxWidth?: number;
  /** Digits of a year that are kept; -1 keeps all. */
  readonly yearDigits: number;
  /** Digits when another number follows without anything between. */
  readonly exactDigits?: number;
}

/** What is written when the picture does not say how. */
const defaults: Readonly<Record<string, string | undefined>> = {
  Y: '1', M: '1', D: '1', d: '1', F: 'n', W: '1', w: '1', X: '1', x: '1', H: '1', h: '1', P: 'n', m: '01', s: '01', f: '1',
  Z: '01:01', z: '01:01', C: 'n', E: 'n',
}; // prettier-ignore

const numeric = 'YMDdFWwXxHhmsf';

const maxPicture = 1_024;

/**
 * Reads a time picture such as `[D1o] [MNn] [Y]`.
 *
 * @throws Fault D3132 for an unknown component, D3135 for a `[` that is not closed
 */
export function readTimePicture(picture: string): readonly TimePart[] {
  if (picture.length > maxPicture)
    throw new Fault('D3135', { message: `A time picture has at most ${maxPicture} characters` });
  const parts: TimePart[] = [];
  const literal = (text: string): void => {
    if (text !== '') parts.push({ kind: 'literal', text: text.replaceAll(']]', ']') });
  };
  let start = 0;
  for (let at = picture.indexOf('['); at !== -1; at = picture.indexOf('[', start)) {
    literal(picture.slice(start, at));
    if (picture.charAt(at + 1) === '[') {
      parts.push({ kind: 'literal', text: '[' });
      start = at + 2;
      continue;
    }
    const end = picture.indexOf(']', at);
    if (end === -1) throw new Fault('D3135');
    addMarker(parts, readMarker(picture.slice(at + 1, end).replace(/\s+/g, '')));
    start = end + 1;
  }
  literal(picture.slice(start));
  return parts;
}

/** A number right before another has to have as many digits as its picture, or nobody could tell them apart. */
function addMarker(parts: TimePart[], marker: Marker): void {
  const last = parts[parts.length - 1];
  const isNumber = marker.integer !== undefined && numeric.includes(marker.component);
  if (isNumber && last?.kind === 'marker' && last.integer !== undefined) {
    parts[parts.length - 1] = { ...last, exactDigits: last.integer.mandatoryDigits };
  }
  parts.push(marker);
}

function readMarker(text: string): Marker {
  const component = text.charAt(0);
  const comma = text.lastIndexOf(',');
  const width = comma === -1 ? {} : readWidth(text.slice(comma + 1));
  const modifiers = text.slice(1, comma === -1 ? undefined : comma);
  const hasSecond = modifiers.length > 1 && 'atco'.includes(modifiers.charAt(modifiers.length - 1));
  const second = hasSecond ? modifiers.charAt(modifiers.length - 1) : '';
  const first = hasSecond ? modifiers.slice(0, -1) : modifiers === '' ? defaults[component] : modifiers;
  if (first === undefined || !Object.hasOwn(defaults, component)) throw new Fault('D3132', { value: component });
  const plain = {
    kind: 'marker',
    component,
    isTraditional: second === 't',
    ...(width.max === undefined ? {} : { maxWidth: width.max }),
    yearDigits: -1,
  } as const;
  const names = namesOf(first);
  if (names !== undefined) return { ...plain, names };
  if (component === 'Z' || component === 'z') return { ...plain, integer: readIntegerPicture(first) };
  return numeric.includes(component) ? numberMarker(plain, second === '' ? first : `${first};${second}`, width) : plain;
}

function namesOf(modifier: string): Marker['names'] {
  if (modifier.startsWith('n')) return 'lower';
  if (modifier.startsWith('Nn')) return 'title';
  return modifier.startsWith('N') ? 'upper' : undefined;
}

interface Width {
  readonly min?: number;
  readonly max?: number;
}

function numberMarker(plain: Marker, picture: string, width: Width): Marker {
  const integer = readIntegerPicture(picture);
  const least = Math.max(integer.mandatoryDigits, width.min ?? 0);
  if (plain.component !== 'Y') return { ...plain, integer: { ...integer, mandatoryDigits: least } };
  if (width.max !== undefined) {
    return { ...plain, integer: { ...integer, mandatoryDigits: width.max }, yearDigits: width.max };
  }
  const digits = least + integer.optionalDigits;
  return { ...plain, integer: { ...integer, mandatoryDigits: least }, yearDigits: digits >= 2 ? digits : -1 };
}

function readWidth(text: string): Width {
  const dash = text.indexOf('-');
  const [min, max] = [dash === -1 ? text : text.slice(0, dash), dash === -1 ? '*' : text.slice(dash + 1)].map(one => {
    const value = Number.parseInt(one, 10);
    return one === '*' || Number.isNaN(value) ? undefined : Math.min(value, maxPicture);
  });
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
