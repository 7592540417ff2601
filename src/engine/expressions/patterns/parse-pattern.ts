import { Fault } from '../fault.ts';
import {
  bothCases,
  charSet,
  complement,
  digits,
  lastCodePoint,
  lineEnds,
  spaces,
  union,
  wordCharacters,
  type CharSet,
} from './char-set.ts';
import type { PatternNode } from './pattern-tree.ts';

/** Reads one pattern. `at` moves forward. */
interface Reader {
  readonly source: string;
  /** Both cases of a letter are meant: the sets of the tree hold both. */
  readonly ignoresCase: boolean;
  at: number;
  depth: number;
}

const maxDepth = 50;

/**
 * The tree of a pattern that the platform has already accepted as JavaScript.
 *
 * @param ignoresCase by its flag `i`; the sets in the tree have both cases then
 * @throws Fault S0304 for look-around, back-references and what else cannot be matched in linear time
 */
export function parsePattern(source: string, ignoresCase: boolean): PatternNode {
  const reader: Reader = { source, ignoresCase, at: 0, depth: 0 };
  const tree = readChoice(reader);
  if (reader.at < source.length) throw refused(`"${source.slice(reader.at, reader.at + 10)}"`);
  return tree;
}

const refused = (what: string): Fault => new Fault('S0304', { value: what });

function readChoice(reader: Reader): PatternNode {
  reader.depth += 1;
  if (reader.depth > maxDepth) throw refused(`more than ${maxDepth} nested groups`);
  const branches = [readSequence(reader)];
  while (reader.source.charAt(reader.at) === '|') {
    reader.at += 1;
    branches.push(readSequence(reader));
  }
  reader.depth -= 1;
  const [only] = branches;
  return branches.length === 1 && only !== undefined ? only : { kind: 'choice', branches };
}

function readSequence(reader: Reader): PatternNode {
  const items: PatternNode[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source.charAt(reader.at))) {
    items.push(readRepeat(reader, readAtom(reader)));
  }
  return { kind: 'sequence', items };
}

const quantifiers = /(?:[*+?]|\{(\d+)(,?)(\d*)\})(\??)/y;

function readRepeat(reader: Reader, inner: PatternNode): PatternNode {
  if (!isQuantifierSign(reader.source.charCodeAt(reader.at))) return inner;
  quantifiers.lastIndex = reader.at;
  const quantifier = quantifiers.exec(reader.source);
  if (quantifier === null) return inner;
  const [text, least = '', comma, most = '', lazy] = quantifier;
  reader.at += text.length;
  const sign = text.charAt(0);
  const min = sign === '{' ? Number(least) : sign === '+' ? 1 : 0;
  const open = most === '' ? Infinity : Number(most);
  const max = sign === '{' ? (comma === ',' ? open : min) : sign === '?' ? 1 : Infinity;
  return { kind: 'repeat', inner, min, max, lazy: lazy === '?' };
}

/** `*`, `+`, `?` and `{`. */
const isQuantifierSign = (code: number): boolean => code === 0x2a || code === 0x2b || code === 0x3f || code === 0x7b;

function readAtom(reader: Reader): PatternNode {
  const char = takeCharacter(reader);
  switch (char) {
    case '.':
      return { kind: 'set', set: complement(lineEnds) };
    case '^':
    case '$':
      return { kind: 'anchor', sign: char };
    case '(':
      return readGroup(reader);
    case '[':
      return { kind: 'set', set: readClass(reader) };
    case '\\':
      return readEscape(reader);
    default:
      return { kind: 'set', set: inBothCases(single(char), reader) };
  }
}

const inBothCases = (set: CharSet, { ignoresCase }: Reader): CharSet => (ignoresCase ? bothCases(set) : set);

function readGroup(reader: Reader): PatternNode {
  const opening =
    /^\?(?::|<[A-Za-z_$][\w$]*>|<?[=!]|.?)/.exec(reader.source.slice(reader.at, reader.at + 80))?.[0] ?? '';
  if (/^\?<?[=!]/.test(opening)) throw refused(`look-around (${opening})`);
  const isNamed = opening.startsWith('?<');
  if (opening !== '' && opening !== '?:' && !isNamed) throw refused(`the group (${opening}`);
  reader.at += opening.length;
  const inner = readChoice(reader);
  reader.at += 1;
  return { kind: 'group', captures: opening !== '?:', inner };
}

function readEscape(reader: Reader): PatternNode {
  const char = reader.source.charAt(reader.at);
  if (char === 'b' || char === 'B') {
    reader.at += 1;
    return { kind: 'anchor', sign: char === 'b' ? '\\b' : '\\B' };
  }
  if (/[1-9]/.test(char)) throw refused(`the back-reference \\${char}`);
  if (char === 'k') throw refused('a named back-reference');
  return { kind: 'set', set: inBothCases(readEscapedSet(reader), reader) };
}

/** The characters an escape stands for; the backslash was read. */
function readEscapedSet(reader: Reader): CharSet {
  const char = takeCharacter(reader);
  const known = classes[char];
  if (known !== undefined) return known;
  const control = controls[char];
  if (control !== undefined) return [[control, control]];
  if (char === 'x') return readCode(reader, 2, char);
  if (char === 'u') return readCode(reader, 4, char);
  if (char === 'c') return readControl(reader);
  return single(char);
}

const classes: Readonly<Record<string, CharSet | undefined>> = {
  d: digits,
  D: complement(digits),
  w: wordCharacters,
  W: complement(wordCharacters),
  s: spaces,
  S: complement(spaces),
};

const controls: Readonly<Record<string, number | undefined>> = { n: 10, r: 13, t: 9, v: 11, f: 12, 0: 0 };

function readCode(reader: Reader, digitCount: number, letter: string): CharSet {
  const text = reader.source.slice(reader.at, reader.at + digitCount);
  if (!new RegExp(`^[0-9a-fA-F]{${digitCount}}$`).test(text)) return single(letter);
  reader.at += digitCount;
  const code = Number.parseInt(text, 16);
  return [[code, code]];
}

function readControl(reader: Reader): CharSet {
  const letter = reader.source.charAt(reader.at);
  if (!/[A-Za-z]/.test(letter)) return single('\\');
  reader.at += 1;
  const code = letter.charCodeAt(0) % 32;
  return [[code, code]];
}

function readClass(reader: Reader): CharSet {
  const isNegated = reader.source.charAt(reader.at) === '^';
  if (isNegated) reader.at += 1;
  const parts: (readonly [number, number])[] = [];
  while (reader.at < reader.source.length && reader.source.charAt(reader.at) !== ']') {
    const from = readClassAtom(reader);
    const next = reader.source.charAt(reader.at + 1);
    if (reader.source.charAt(reader.at) !== '-' || next === ']' || next === '') {
      parts.push(...from);
      continue;
    }
    reader.at += 1;
    parts.push(...range(from, readClassAtom(reader)));
  }
  reader.at += 1;
  // Before it is turned round: what is not `a` is not `A` either.
  const set = inBothCases(charSet(parts), reader);
  return isNegated ? complement(set) : set;
}

/** A range between two characters; with a class at one end the dash is a character like others. */
function range(from: CharSet, to: CharSet): CharSet {
  const [first] = from;
  const [last] = to;
  const isRange = from.length === 1 && to.length === 1 && first?.[0] === first?.[1] && last?.[0] === last?.[1];
  if (!isRange || first === undefined || last === undefined) return union(from, to, single('-'));
  return charSet([[first[0], last[0]]]);
}

function readClassAtom(reader: Reader): CharSet {
  const char = takeCharacter(reader);
  if (char !== '\\') return single(char);
  if (reader.source.charAt(reader.at) === 'b') {
    reader.at += 1;
    return [[8, 8]];
  }
  return readEscapedSet(reader);
}

function takeCharacter(reader: Reader): string {
  const code = reader.source.codePointAt(reader.at) ?? 0;
  const char = String.fromCodePoint(Math.min(code, lastCodePoint));
  reader.at += char.length;
  return char;
}

function single(char: string): CharSet {
  const code = char.codePointAt(0) ?? 0;
  return [[code, code]];
}
