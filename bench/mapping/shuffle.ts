/** Puts lists into another order each time; the same orders in every run. */
export function createShuffle(): <T>(list: readonly T[]) => T[] {
  let state = 20_251_130;
  const random = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
  return list =>
    list
      .map(value => ({ value, place: random() }))
      .sort((left, right) => left.place - right.place)
      .map(({ value }) => value);
}
