const few = [
  'Zero', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve', 'Thirteen',
  'Fourteen', 'Fifteen', 'Sixteen', 'Seventeen', 'Eighteen', 'Nineteen',
]; // prettier-ignore
const fewOrdinals = [
  'Zeroth', 'First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth', 'Eleventh',
  'Twelfth', 'Thirteenth', 'Fourteenth', 'Fifteenth', 'Sixteenth', 'Seventeenth', 'Eighteenth', 'Nineteenth',
]; // prettier-ignore
const tens = ['Twenty', 'Thirty', 'Forty', 'Fifty', 'Sixty', 'Seventy', 'Eighty', 'Ninety'];
const magnitudes = ['Thousand', 'Million', 'Billion', 'Trillion'];

/** How a part of a number joins what stands before it. */
type Joint = '' | ' and ' | ', ';

interface Wording {
  readonly isOrdinal: boolean;
  /** Something stands before. */
  readonly follows: boolean;
}

/** A whole number, 0 or above, in English words with capitals: `Two Thousand and Five`. */
export function wordsOf(value: number, isOrdinal: boolean): string {
  return words(value, { isOrdinal, follows: false });
}

function words(value: number, wording: Wording): string {
  if (value < 20) return joint(wording, ' and ') + ((wording.isOrdinal ? fewOrdinals : few)[value] ?? '');
  if (value < 100) return joint(wording, ' and ') + tensOf(value, wording.isOrdinal);
  if (value < 1000)
    return joint(wording, ', ') + withRest(few[Math.floor(value / 100)] ?? '', 'Hundred', value % 100, wording);
  const magnitude = Math.min(Math.floor(Math.log10(value) / 3), magnitudes.length);
  const factor = 10 ** (magnitude * 3);
  const whole = Math.floor(value / factor);
  const head = words(whole, { isOrdinal: false, follows: false });
  return joint(wording, ', ') + withRest(head, magnitudes[magnitude - 1] ?? '', value - whole * factor, wording);
}

const joint = (wording: Wording, sign: Joint): Joint => (wording.follows ? sign : '');

function tensOf(value: number, isOrdinal: boolean): string {
  const ten = tens[Math.floor(value / 10) - 2] ?? '';
  const rest = value % 10;
  if (rest > 0) return `${ten}-${(isOrdinal ? fewOrdinals : few)[rest] ?? ''}`;
  return isOrdinal ? `${ten.slice(0, -1)}ieth` : ten;
}

function withRest(head: string, unit: string, rest: number, wording: Wording): string {
  if (rest > 0) return `${head} ${unit}${words(rest, { isOrdinal: wording.isOrdinal, follows: true })}`;
  return `${head} ${unit}${wording.isOrdinal ? 'th' : ''}`;
}

/** The value of each word, cardinal and ordinal, in small letters. */
export function wordValues(): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  const add = (word: string, value: number): void => void values.set(word.toLowerCase(), value);
  for (const [value, word] of few.entries()) add(word, value);
  for (const [value, word] of fewOrdinals.entries()) add(word, value);
  for (const [at, word] of tens.entries()) {
    add(word, (at + 2) * 10);
    add(`${word.slice(0, -1)}ieth`, (at + 2) * 10);
  }
  for (const [at, word] of ['Hundred', ...magnitudes].entries()) {
    const value = at === 0 ? 100 : 10 ** (at * 3);
    add(word, value);
    add(`${word}th`, value);
  }
  return values;
}

/** The number that words in small letters stand for; undefined when one is no number. */
export function numberOfWords(text: string): number | undefined {
  const values = wordValues();
  const parts: number[] = [0];
  for (const word of text.split(/,\s|\sand\s|[\s\\-]/)) {
    const value = values.get(word);
    if (value === undefined) return undefined;
    const last = parts.pop() ?? 0;
    if (value >= 100) parts.push(last * value);
    else if (last >= 1000) parts.push(last, value);
    else parts.push(last + value);
  }
  return parts.reduce((sum, part) => sum + part, 0);
}
