import type { Attack } from './attack.ts';

const repeat = (text: string, times: number): string => text.repeat(times);

/** Pictures of numbers and times, made to be wide, deep or ambiguous. */
export const pictures: readonly Attack[] = [
  {
    name: 'an integer picture of millions of digits',
    source: '$formatInteger(1, $pad("", 9000000, "0"))',
    ends: 'growth',
  },
  { name: 'an integer picture of many separators', source: '$formatInteger(1, $pad("", 100000, "0,"))', ends: 'D3130' },
  {
    name: 'an integer picture of many irregular separators',
    source: '$formatInteger(1, $pad("", 100000, "0,0.0;"))',
    ends: 'D3130',
  },
  {
    name: 'an integer picture of optional digits',
    source: '$formatInteger(1, $pad("", 100000, "#,") & "0")',
    ends: 'D3130',
  },
  {
    name: 'an integer picture of nothing but signs',
    source: '$formatInteger(1, $pad("", 100000, "-"))',
    ends: 'D3130',
  },
  { name: 'Roman numerals of a great number', source: '$formatInteger(1e15, "I")', ends: 'D3130' },
  { name: 'Roman numerals by the thousand', source: '[1..100000].$formatInteger(999999, "i")', ends: 'growth' },
  { name: 'words of the greatest number', source: '$formatInteger(1e308, "w")', ends: 'value' },
  { name: 'words of the greatest number as an ordinal', source: '$formatInteger(1.7e308, "Ww;o")', ends: 'value' },
  { name: 'letters of the greatest number', source: '$formatInteger(1e308, "A")', ends: 'value' },
  { name: 'an integer of endless words', source: '$parseInteger($pad("", 200000, "one and "), "w")', ends: 'value' },
  { name: 'an integer of endless digits', source: '$parseInteger($pad("", 500000, "9"), "0")', ends: 'D1001' },
  { name: 'an integer of endless letters', source: '$parseInteger($pad("", 500000, "Z"), "A")', ends: 'value' },
  { name: 'an integer of endless numerals', source: '$parseInteger($pad("", 500000, "MI"), "I")', ends: 'value' },
  {
    name: 'an integer with endless separators',
    source: '$parseInteger($pad("", 50000, ",1"), $pad("", 1000, "#,#.") & "0")',
    ends: 'D1001',
  },
  { name: 'a number picture of a megabyte', source: '$formatNumber(1, $pad("", 1000000, "0"))', ends: 'D3080' },
  {
    name: 'a number picture of a thousand digits',
    source: `$formatNumber(1e300, "${repeat('0', 1_000)}")`,
    ends: 'value',
  },
  {
    name: 'a number picture of a thousand decimals',
    source: `$formatNumber(1e-300, "0.${repeat('#', 1_000)}")`,
    ends: 'value',
  },
  { name: 'a number picture of a thousand groups', source: `$formatNumber(1, "${repeat('#,', 500)}0")`, ends: 'value' },
  {
    name: 'a number picture of irregular groups',
    source: `$formatNumber(1, "#${repeat(',##,#', 200)}")`,
    ends: 'value',
  },
  {
    name: 'a number picture with a great exponent',
    source: `$formatNumber(1e-308, "${repeat('0', 300)}e${repeat('0', 300)}")`,
    ends: 'value',
  },
  { name: 'a number picture of the smallest number', source: '$formatNumber(5e-324, "0e0")', ends: 'value' },
  {
    name: 'a number picture with long signs',
    source: '$formatNumber(12345678, "#,##0", {"grouping-separator": $pad("", 1000000, "x")})',
    ends: 'D3086',
  },
  {
    name: 'a number picture with a sign that is empty',
    source: '$formatNumber(1, "#,##0", {"decimal-separator": "", "grouping-separator": ""})',
    ends: 'value',
  },
  {
    name: 'a number picture whose zero is no digit',
    source: '$formatNumber(1, "#,##0", {"zero-digit": "\\uffff"})',
    ends: 'value',
  },
  { name: 'number pictures by the thousand', source: '[1..100000].$formatNumber($, "#,##0.00")', ends: 'fuel' },
  { name: 'a number in a wide base', source: '$formatBase(1e308, 2)', ends: 'value' },
  { name: 'a time picture of a megabyte', source: '$fromMillis(0, $pad("", 1000000, "[Y]"))', ends: 'D3135' },
  { name: 'a time picture of a thousand characters', source: `$fromMillis(0, "${repeat('[Y]', 340)}")`, ends: 'value' },
  { name: 'a time picture with a wide year', source: '$fromMillis(0, "[Y,1000000000-1000000000]")', ends: 'value' },
  { name: 'a time picture with a wide month', source: '$fromMillis(0, "[M,999999999]")', ends: 'value' },
  { name: 'a time picture with a long modifier', source: `$fromMillis(0, "[Y${repeat('0', 1_000)}]")`, ends: 'value' },
  { name: 'a time picture without an end', source: `$fromMillis(0, "${repeat('[', 999)}")`, ends: 'D3135' },
  { name: 'a time beyond the calendar', source: '$fromMillis(1e308)', ends: 'D4002' },
  { name: 'a time zone beyond the world', source: '$fromMillis(0, "[Y]", "+99999999999999999999")', ends: 'D4002' },
  {
    name: 'a time picture that hangs the interpreter',
    source: `$toMillis("${repeat('1', 60)}x", "${repeat('[Y][M][D]', 10)}")`,
    ends: 'value',
  },
  {
    name: 'a time of many names in a row',
    source: `$toMillis("${repeat('a', 500)}!", "${repeat('[MNn]', 60)}")`,
    ends: 'fuel',
  },
  {
    name: 'a time of many numbers in a row',
    source: `$toMillis("${repeat('1', 500)}!", "${repeat('[Y]', 60)}")`,
    ends: 'value',
  },
  {
    name: 'a time of many words in a row',
    source: `$toMillis("${repeat('one ', 120)}!", "${repeat('[Yw]', 60)}")`,
    ends: 'fuel',
  },
  {
    name: 'a time of many numerals in a row',
    source: `$toMillis("${repeat('I', 500)}!", "${repeat('[YI]', 60)}")`,
    ends: 'fuel',
  },
  {
    name: 'a time of many letters in a row',
    source: `$toMillis("${repeat('a', 500)}!", "${repeat('[Ya]', 60)}")`,
    ends: 'fuel',
  },
  {
    name: 'a time of many fractions in a row',
    source: `$toMillis("${repeat('1', 500)}!", "${repeat('[f]', 60)}")`,
    ends: 'fuel',
  },
  {
    name: 'a time of many zones in a row',
    source: `$toMillis("${repeat('+1', 250)}!", "${repeat('[Z]', 60)}")`,
    ends: 'value',
  },
  { name: 'a time that is too long', source: '$toMillis($pad("", 1000000, "1"), "[Y]")', ends: 'value' },
  {
    name: 'an ISO time that is too long',
    source: '$toMillis("2020-01-01T00:00:00." & $pad("", 1000000, "1"))',
    ends: 'D3110',
  },
  { name: 'a time of brackets', source: `$toMillis("x", "${repeat('[[', 500)}")`, ends: 'value' },
  {
    name: 'slow times by the hundred',
    source: `[1..1000].$toMillis("${repeat('a', 500)}!", "${repeat('[MNn]', 60)}")`,
    ends: 'fuel',
  },
  {
    name: 'a time of letters that are one too many',
    source: `$toMillis("${repeat('one and ', 120)}x", "[Yw] [Mw] [Dw]")`,
    ends: 'value',
  },
  { name: 'seconds of endless digits', source: '$isoFromSeconds($pad("", 1000000, "1"))', ends: 'D4001' },
  { name: 'seconds of endless decimals', source: '$isoFromSeconds("1." & $pad("", 1000000, "1"))', ends: 'D4001' },
  { name: 'a number of endless digits', source: '$number($pad("", 1000000, "1"))', ends: 'D3030' },
  { name: 'a rounding to a great precision', source: '$round(1.5, 1e308)', ends: 'D1001' },
];
