import { spendFuel, type Budget } from '../budget.ts';

/** Texts that are searched at once, without looking at what it takes. */
const shortText = 256;

/** Characters that are searched between two payments. */
const windowSize = 4_096;

/** The platform prepares for no more than the last characters of what it looks for. */
const preparedFor = 250;

/**
 * As `text.indexOf(wanted, from)`, in a time that grows with the length of the text and is paid for meanwhile. Where a
 * long text that repeats itself is looked for, the platform's own search takes the product of both lengths: seconds for
 * 100,000 characters.
 */
export function findText(text: string, wanted: string, from: number, budget: Budget): number {
  if (text.length - from <= shortText) return text.indexOf(wanted, from);
  return wanted.length > preparedFor ? findLong(text, wanted, from, budget) : findInWindows(text, wanted, from, budget);
}

function findInWindows(text: string, wanted: string, from: number, budget: Budget): number {
  for (let start = from; start <= text.length; start += windowSize) {
    const at = text.slice(start, start + windowSize + wanted.length - 1).indexOf(wanted);
    spendFuel(budget, (at === -1 ? windowSize : at) >> 6);
    if (at !== -1) return start + at;
  }
  return -1;
}

/** Looks for how it begins, and then whether it goes on so. */
function findLong(text: string, wanted: string, from: number, budget: Budget): number {
  const beginning = wanted.slice(0, preparedFor);
  let at = findInWindows(text, beginning, from, budget);
  while (at !== -1) {
    spendFuel(budget, 8 + (wanted.length >> 6));
    if (text.startsWith(wanted, at)) return at;
    at = findInWindows(text, beginning, at + 1, budget);
  }
  return -1;
}
