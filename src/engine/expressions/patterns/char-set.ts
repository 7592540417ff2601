/** Characters as sorted, disjoint ranges of code points, both ends included. */
export type CharSet = readonly (readonly [number, number])[];

export const lastCodePoint = 0x10ffff;

/** Ranges in any order, overlapping or not, as a set. */
export function charSet(ranges: CharSet): CharSet {
  if (isSet(ranges)) return ranges;
  const sorted = ranges.filter(([from, to]) => from <= to).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged[merged.length - 1];
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Most are one already: sorted, with something between each two. */
function isSet(ranges: CharSet): boolean {
  let end = -2;
  for (const [from, to] of ranges) {
    if (from <= end + 1 || from > to) return false;
    end = to;
  }
  return true;
}

export function complement(set: CharSet): CharSet {
  const result: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) result.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= lastCodePoint) result.push([next, lastCodePoint]);
  return result;
}

export const union = (...sets: readonly CharSet[]): CharSet => charSet(sets.flat());

export function areDisjoint(left: CharSet, right: CharSet): boolean {
  let [here, there] = [0, 0];
  for (;;) {
    const [one, other] = [left[here], right[there]];
    if (one === undefined || other === undefined) return true;
    if (one[1] < other[0]) here += 1;
    else if (other[1] < one[0]) there += 1;
    else return false;
  }
}

/** The set with the other case of its letters; undefined when it holds letters whose case is not simply paired. */
export function foldCase(set: CharSet): CharSet | undefined {
  if (set.some(([from, to]) => to > 0x7f && !(from <= 0x80 && to === lastCodePoint))) return undefined;
  const other: [number, number][] = [];
  for (const [from, to] of set) {
    other.push([Math.max(from, 65) + 32, Math.min(to, 90) + 32], [Math.max(from, 97) - 32, Math.min(to, 122) - 32]);
  }
  return union(set, charSet(other));
}

/** Sets of more characters are taken to have both cases already. */
const mostFolded = 4_096;

/** The set with the other case of its letters, of any script. */
export function bothCases(set: CharSet): CharSet {
  const size = set.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (size > mostFolded) return foldCase(set) ?? set;
  const others: [number, number][] = [];
  for (const [from, to] of set) {
    for (let code = from; code <= to; code += 1) {
      const char = String.fromCodePoint(code);
      for (const other of [char.toUpperCase(), char.toLowerCase()]) {
        const point = other.codePointAt(0) ?? code;
        // A letter whose other case is several, or of another plane, has none here; ASCII stays among itself.
        if (String.fromCodePoint(point) === other && code > 0x7f === point > 0x7f) others.push([point, point]);
      }
    }
  }
  return union(set, charSet(others));
}

export const digits: CharSet = [[48, 57]];
export const wordCharacters: CharSet = charSet([
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
]);
export const spaces: CharSet = charSet([
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]);
export const lineEnds: CharSet = charSet([
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
]);
