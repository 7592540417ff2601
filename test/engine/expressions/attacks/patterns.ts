import type { Attack } from './attack.ts';

const input = { text: `${'a'.repeat(20_000)}!`, digits: `${'1'.repeat(20_000)}x`, spaces: `x${' '.repeat(20_000)}x` };

const against = (name: string, pattern: string, ends = 'value'): Attack => ({
  name,
  source: `$contains(text, ${pattern})`,
  input,
  ends,
});

/** Patterns that make a backtracking engine try everything, and what cannot be matched in linear time at all. */
export const patterns: readonly Attack[] = [
  against('repeated repetitions', '/(a+)+$/'),
  against('repeated repetitions that are anchored', '/^(a+)+$/'),
  against('repetitions of anything, repeated', '/^(a*)*$/'),
  against('a choice of the same', '/(a|a)*b/'),
  against('a choice of one and two', '/(a|aa)+$/'),
  against('a choice of nothing', '/(a|)*b/'),
  against('three repetitions in a row', '/a*a*a*b/'),
  against('ten repetitions in a row', `/${'a*'.repeat(10)}b/`),
  against('optional letters before the same letters', '/^(a?){30}a{30}b/'),
  against('a lazy repetition', '/(a+?)+?b/'),
  against('a class that is repeated', '/([a-z]+)*1/'),
  against('a repetition that restarts everywhere', '/a*b/'),
  against('anything before something', '/.*.*=.*/'),
  against('anything before something, over lines', '/([^]*)*=/', 'value'),
  against('word boundaries', '/(\\b|a)*b/'),
  against('an e-mail address', '/^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$/'),
  against('a deep choice', '/((((((a|a)|a)|a)|a)|a)|a)*b/'),
  against('letters without case', '/(A+)+B/i'),
  against('lines', '/^(a+)+$/m'),
  against(
    'the longest of forty branches',
    `/(${Array.from({ length: 40 }, (_, at) => 'a'.repeat(at + 1)).join('|')})*b/`,
  ),
  against('a counted repetition', '/(a{1,100}){1,10}b/'),
  against('counted repetitions of counted repetitions', '/((a{1,10}){1,10}){1,10}b/'),
  against('a great count', '/a{1,100000}b/', 'S0304'),
  against('great counts within great counts', '/((a{1,100}){1,100}){1,100}/', 'S0304'),
  against('counts within counts within counts', '/(((a{1,30}){1,30}){1,30}){1,30}/', 'S0304'),
  against('look-ahead', '/(?=(a+))b/', 'S0304'),
  against('look-ahead that forbids', '/(?!a)b/', 'S0304'),
  against('look-behind', '/(?<=a)b/', 'S0304'),
  against('look-behind that forbids', '/(?<!a)b/', 'S0304'),
  against('a back-reference', '/(a+)\\1b/', 'S0304'),
  against('a named back-reference', '/(?<x>a+)\\k<x>b/', 'S0304'),
  against('flags in the middle', '/(?i:a)b/', 'S0303'),
  against('an empty pattern', '/()/', 'value'),
  against('a hundred nested groups', `/${'('.repeat(100)}a${')'.repeat(100)}/`, 'S0304'),
  against('ten thousand nested groups', `/${'('.repeat(10_000)}a${')'.repeat(10_000)}/`, 'S0304'),
  against('sixty thousand letters', `/${'a'.repeat(60_000)}/`, 'S0304'),
  against('ten thousand branches', `/${Array.from({ length: 10_000 }, (_, at) => `a${at}`).join('|')}/`, 'S0304'),
  against('ten thousand classes', `/${'[a-z]'.repeat(10_000)}/`, 'S0304'),
  { name: 'digits before something', source: '$contains(digits, /^(\\d+)*$/)', input, ends: 'value' },
  { name: 'white space at the end', source: '$replace(spaces, /\\s+$/, "")', input, ends: 'value' },
  {
    name: 'white space at the end, again and again',
    source: '[1..1000].$replace($$.spaces, /\\s+$/, "")',
    input,
    ends: 'fuel',
  },
  { name: 'a linear pattern, again and again', source: '[1..1000].$contains($$.text, /(a+)+$/)', input, ends: 'fuel' },
  { name: 'a split by a slow pattern', source: '$split(text, /(a|aa)+b/)', input, ends: 'value' },
  { name: 'a replacement by a slow pattern', source: '$replace(text, /(a|aa)+b/, "x")', input, ends: 'value' },
  { name: 'matches that each read to the end', source: '$match(text, /a(a*!)?/)', input, ends: 'value' },
  { name: 'matches that each read to the end and fail', source: '$match(text, /a(?:[a-z]*b)?/)', input, ends: 'fuel' },
  { name: 'matches of nothing', source: '$match(text, /b*/)', input, ends: 'D1004' },
  { name: 'a pattern below a default', source: '$contains(text, /(a+)+$/) ?? false', input, ends: 'value' },
  { name: 'a pattern below another default', source: '$contains(text, /(a+)+b/) ?: false', input, ends: 'value' },
  { name: 'a guard against a slow pattern', source: '$plain(text, /(a+)+/)', input, ends: 'D4003' },
  {
    name: 'a pattern that is a function without end',
    source:
      '($m := function($s) { {"match": "a", "start": 0, "end": 1, "groups": [], "next": function() { $m($s) }} }; $match("a", $m))',
    ends: 'fuel',
  },
  {
    name: 'a pattern that is a function and lies',
    source:
      '($m := function($s) { {"match": "a", "start": -1e9, "end": 1e9, "groups": ["x"], "next": null} }; $replace("a", $m, "$1$2$0"))',
    ends: 'value',
  },
  {
    name: 'a pattern that is a function and gives no match',
    source: '$match("a", function() { {"x": 1} })',
    ends: 'T1010',
  },
];
