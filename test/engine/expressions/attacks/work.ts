import type { Attack } from './attack.ts';

const between = (sides: number): string => `$pad("", ${sides}, "a") & "b" & $pad("", ${sides}, "a")`;

/** Letters that are all different, from the first ideograph on. */
const letters = (count: number): string =>
  Array.from({ length: count }, (_, at) => String.fromCharCode(0x4e00 + at)).join('');

const longTexts = (count: number, length: number): string => `[1..${count}].($pad("", ${length}, "a") & (1000 + $))`;

const flat = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, at]));

/** Work that the length of the arguments does not tell: searches, comparisons, squares inside the platform. */
export const work: readonly Attack[] = [
  {
    name: 'a search for a long text that all but stands there',
    source: `$contains($pad("", 100000, "a"), ${between(20_000)})`,
    ends: 'fuel',
  },
  {
    name: 'what stands before a long text that all but stands there',
    source: `$length($substringBefore($pad("", 100000, "a"), ${between(400)}))`,
    ends: 'fuel',
  },
  {
    name: 'what stands behind a long text that all but stands there',
    source: `$length($substringAfter($pad("", 100000, "a"), ${between(400)}))`,
    ends: 'fuel',
  },
  {
    name: 'a split by a long text that all but stands there',
    source: `$split($pad("", 100000, "a"), ${between(5_000)})`,
    ends: 'fuel',
  },
  {
    name: 'a replacement of a long text that all but stands there',
    source: `$replace($pad("", 100000, "a"), ${between(5_000)}, "")`,
    ends: 'fuel',
  },
  {
    name: 'a long pattern that all but stands there',
    source: `$contains($pad("", 400000, "a"), /${'a'.repeat(900)}b${'a'.repeat(900)}/)`,
    ends: 'fuel',
  },
  {
    name: 'a long pattern without end that all but stands there',
    source: `$contains($pad("", 400000, "a"), /${'a'.repeat(900)}b${'a'.repeat(900)}(x|y)+?z/)`,
    ends: 'fuel',
  },
  {
    name: 'a long pattern between others that all but stands there',
    source: `$contains($pad("", 100000, "a"), /c?${'a'.repeat(900)}b${'a'.repeat(900)}/)`,
    ends: 'fuel',
  },
  {
    name: 'a search for what begins everywhere',
    source: '($s := $pad("", 1000000, "a"); [1..1000].$contains($s, "aaaaab"))',
    ends: 'fuel',
  },
  {
    name: 'a search for what begins everywhere in short texts',
    source: '($s := $pad("", 250, "a"); [1..100000].$contains($s, "aaaaab"))',
    ends: 'fuel',
  },
  {
    name: 'the signs of a picture in a great object',
    source: '[1..30000].$formatNumber(1, "0", $$)',
    input: flat,
    ends: 'fuel',
  },
  {
    name: 'many empty lists spread',
    source: '[1..1000].$spread($$.a)',
    input: { a: Array.from({ length: 20_000 }, () => []) },
    ends: 'fuel',
  },
  { name: 'a host of many letters', source: `$urlOf("https://${letters(8_000)}/")`, ends: 'fuel' },
  {
    name: 'a host of many letters again and again',
    source: `[1..10000].$queryOf("https://${letters(500)}/")`,
    ends: 'fuel',
  },
  {
    name: 'marks upon a letter of a host',
    source: '$urlOf("https://a" & $pad("", 20000, "\\u0300\\u0316"))',
    ends: 'fuel',
  },
  { name: 'a host of many labels', source: '$urlOf("https://" & $pad("", 20000, "\u00fc."))', ends: 'fuel' },
  { name: 'a host behind a tab', source: `$urlOf(" ht\\ttps:\\\\\\t\\\\${letters(8_000)}/")`, ends: 'fuel' },
  { name: 'a host written in percent', source: '$urlOf("https://" & $pad("", 60000, "%C3%BC"))', ends: 'fuel' },
  { name: 'a user without end in a URL', source: '$urlOf("https://" & $pad("", 400000, ":@") & "b")', ends: 'fuel' },
  { name: 'a query of letters beyond ASCII', source: '$queryOf("?" & $pad("", 1000000, "\u00fc"))', ends: 'fuel' },
  { name: 'a query of blanks', source: '$queryOf("?" & $pad("", 200000, "a+&"))', ends: 'fuel' },
  { name: 'halves of pairs as text', source: '$length($string([$pad("", 600000, "\\ud800")]))', ends: 'fuel' },
  { name: 'halves of pairs as a key', source: '$length($string({$pad("", 600000, "\\ud800"): 1}))', ends: 'fuel' },
  { name: 'an error that quotes a long text', source: '$number($pad("", 2000000, "\\ud800"))', ends: 'D3030' },
  {
    name: 'long texts sorted again and again',
    source: `($l := ${longTexts(100, 10_000)}; [1..10000].$count($sort($l)))`,
    ends: 'fuel',
  },
  {
    name: 'long texts in order again and again',
    source: `($l := ${longTexts(100, 10_000)}; [1..10000].$count($l^($)))`,
    ends: 'fuel',
  },
  {
    name: 'few long texts told apart again and again',
    source: `($l := ${longTexts(8, 100_000)}; [1..10000].$count($distinct($l)))`,
    ends: 'fuel',
  },
  {
    name: 'equal long texts told apart again and again',
    source: `($l := [1..20].($pad("", 50000, "a") & "b"); [1..10000].$count($distinct($l)))`,
    ends: 'fuel',
  },
  {
    name: 'a long text among long texts',
    source: `($l := ${longTexts(20, 50_000)}; $s := $pad("", 50000, "a") & "1021"; [1..100000][$s in $l])`,
    ends: 'fuel',
  },
  {
    name: 'long texts as keys again and again',
    source: `($l := ${longTexts(20, 50_000)}; [1..10000].$count($keys($l{$: 1})))`,
    ends: 'growth',
  },
  {
    name: 'a long text looked up again and again',
    source: `($s := $pad("", 500000, "a"); $o := {"a": 1}; [1..100000].$lookup($o, $s))`,
    ends: 'fuel',
  },
  {
    name: 'numbers with many digits told apart',
    source: '($l := [1..20000].($sqrt($)); [1..100].$count($distinct($l)))',
    ends: 'fuel',
  },
  {
    name: 'numbers with many digits as text',
    source: '($l := [1..10000].($sqrt($)); [1..100].$length($string($l)))',
    ends: 'fuel',
  },
  {
    name: 'words of numbers without end',
    source: '$parseInteger($pad("", 300000, "one thousand "), "w")',
    ends: 'value',
  },
  { name: 'numbers written in many digits', source: '[1..1000].$number($pad("0.", 100000, "1"))', ends: 'growth' },
  { name: 'blanks between letters trimmed', source: '$length($trim($pad("", 900000, "a\\n")))', ends: 'value' },
  {
    name: 'a text in pairs cut from its end',
    source: '($s := $pad("", 20000, "\u{1f600}"); [1..10000].$substring($s, -1))',
    ends: 'fuel',
  },
  {
    name: 'letters that depend on their neighbours',
    source: '$length($lowercase($pad("", 240000, "\u03a3 ")))',
    ends: 'value',
  },
];
