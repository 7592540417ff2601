/**
 * The name that was most probably meant: the nearest by letters to change, add, drop or swap, if few enough for a slip
 * (a third of the letters, at most 3).
 */
export function closestName(given: string, names: Iterable<string>): string | undefined {
  let closest: string | undefined;
  let distance = Math.min(3, Math.floor(given.length / 3)) + 1;
  for (const name of names) {
    const candidate = editDistance(given, name);
    if (candidate >= distance) continue;
    closest = name;
    distance = candidate;
  }
  return closest;
}

/** Letters to change, add, drop or swap with their neighbour to come from one word to the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwap ? (beforeLast[column - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? Infinity;
}
