/** The mean of ratios or of times that differ by orders of magnitude; all greater than 0. */
export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
