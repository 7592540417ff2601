/** A number rounded to some decimal places, halves to the even side; never -0. */
export function roundHalfEven(value: number, precision: number): number {
  const shifted = shift(value, precision);
  let rounded = Math.round(shifted);
  if (Math.abs(rounded - shifted) === 0.5 && Math.abs(rounded % 2) === 1) rounded -= 1;
  const result = shift(rounded, -precision);
  return result === 0 ? 0 : result;
}

/** Moves the decimal point through text: multiplying by a power of ten would add errors of its own. */
function shift(value: number, places: number): number {
  if (places === 0) return value;
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}
