import type { Attack } from './attack.ts';

const million = '$pad("", 1000000, "a")';

/** Text without measure: doublings, pads, joins, replacements, encodings. */
export const texts: readonly Attack[] = [
  {
    name: 'a text that doubles',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f("ab", 40))',
    ends: 'growth',
  },
  {
    name: 'a text that doubles by reduction',
    source: '$length($reduce([1..60], function($a, $b) { $a & $a }, "ab"))',
    ends: 'growth',
  },
  {
    name: 'a text that doubles by join',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f($join([$s, $s]), $n - 1) }; $f("ab", 40))',
    ends: 'growth',
  },
  {
    name: 'a text that doubles by replacement',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f($replace($s, "a", "aa"), $n - 1) }; $f("a", 40))',
    ends: 'fuel',
  },
  {
    name: 'a text that grows by one at a time',
    source: '($f := function($s) { $f($s & "a") }; $f(""))',
    ends: 'growth',
  },
  {
    name: 'a text that is a list of itself',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f($string([$s, $s]), $n - 1) }; $f("\\"", 40))',
    ends: 'fuel',
  },
  { name: 'a wide pad', source: '$pad("x", 1000000000)', ends: 'growth' },
  { name: 'a wide pad to the left', source: '$pad("x", -1000000000)', ends: 'growth' },
  { name: 'a pad wider than any text', source: '$pad("x", 1e300)', ends: 'growth' },
  { name: 'a pad with a long filling', source: '$pad("x", 2000000, $pad("", 2000000, "ab"))', ends: 'growth' },
  { name: 'a pad with pairs', source: '$pad("", 3000000, "\u{1f600}")', ends: 'growth' },
  { name: 'a pad of not a number', source: '$pad("x", $power(10, 308) * 10)', ends: 'growth' },
  { name: 'pads by the hundred', source: '[1..100].$pad("x", 100000)', ends: 'growth' },
  { name: 'a join of long texts', source: `($s := ${million}; $join([1..100].$s))`, ends: 'growth' },
  { name: 'a join with a long separator', source: `$join([1..1000].$string(), ${million})`, ends: 'growth' },
  { name: 'a join of many empty texts', source: '$join([1..300000].(""), "")', ends: 'fuel' },
  {
    name: 'a replacement by a long text',
    source: '$replace($pad("", 10000, "a"), "a", $pad("", 10000, "b"))',
    ends: 'growth',
  },
  { name: 'a replacement in a long text', source: `$replace(${million}, "a", "b")`, ends: 'fuel' },
  {
    name: 'a replacement by groups',
    source: '$replace($pad("", 5000, "a"), /(a)/, $pad("", 5000, "$1"))',
    ends: 'fuel',
  },
  {
    name: 'a replacement by a function',
    source: '$replace($pad("", 100000, "a"), /a/, function($m) { $m.match & $m.match })',
    ends: 'fuel',
  },
  { name: 'a replacement by signs', source: '$replace($pad("", 3000, "a"), /a/, $pad("", 3000, "$$"))', ends: 'fuel' },
  { name: 'a split of a long text', source: `$split(${million}, "")`, ends: 'fuel' },
  { name: 'a split of a long text by what is in it', source: `$split(${million}, "a")`, ends: 'fuel' },
  { name: 'a split by a pattern', source: `$split(${million}, /a/)`, ends: 'fuel' },
  { name: 'the matches of a long text', source: `$match(${million}, /a/)`, ends: 'fuel' },
  {
    name: 'the matches with many groups',
    source: `$match($pad("", 20000, "a"), /${'(a)'.repeat(50)}/)`,
    ends: 'value',
  },
  {
    name: 'a match of everything, again and again',
    source: `($s := ${million}; [1..1000].$contains($s, /b/))`,
    ends: 'fuel',
  },
  { name: 'a long text cut again and again', source: `($s := ${million}; [1..10000].$substring($s, $))`, ends: 'fuel' },
  {
    name: 'a long text in pairs cut again and again',
    source: '($s := $pad("", 50000, "\u{1f600}"); [1..10000].$substring($s, $))',
    ends: 'fuel',
  },
  {
    name: 'a long text in capitals again and again',
    source: `($s := ${million}; [1..100].$uppercase($s))`,
    ends: 'growth',
  },
  {
    name: 'a letter that grows in capitals',
    source: '($s := $pad("", 240000, "\u0390"); $length($uppercase($s)))',
    ends: 'value',
  },
  {
    name: 'a long text measured again and again',
    source: '($s := $pad("", 50000, "\u{1f600}"); [1..10000].$length($s))',
    ends: 'fuel',
  },
  {
    name: 'a long text searched again and again',
    source: `($s := ${million}; [1..10000].$contains($s, "b"))`,
    ends: 'fuel',
  },
  {
    name: 'a search for half of a text in it',
    source: '($s := $pad("", 200000, "a"); [1..100].$contains($s, $pad("", 100000, "a") & "b"))',
    ends: 'fuel',
  },
  {
    name: 'a long text trimmed again and again',
    source: '($s := $pad("", 1000000); [1..100].$trim($s))',
    ends: 'fuel',
  },
  { name: 'white space in the middle of a text', source: '$trim("x" & $pad("", 500000) & "x")', ends: 'value' },
  {
    name: 'a long text in base 64 again and again',
    source: `($f := function($s) { $f($base64encode($s)) }; $f("aaaaaaaa"))`,
    ends: 'growth',
  },
  {
    name: 'a long text in a URL again and again',
    source: '($f := function($s) { $f($encodeUrlComponent($s)) }; $f("%%%%%%%%"))',
    ends: 'growth',
  },
  {
    name: 'a digest of a long text again and again',
    source: `($s := ${million}; [1..1000].$digest($s))`,
    ends: 'growth',
  },
  { name: 'a broken text in a URL', source: '$encodeUrlComponent("\\ud800")', ends: 'D3140' },
  { name: 'a URL of a long text', source: `$urlOf("https://example.com/" & ${million})`, ends: 'fuel' },
  {
    name: 'a query of many parameters',
    source: '$queryOf("?" & $join([1..40000].("a" & $ & "=1"), "&"))',
    ends: 'fuel',
  },
  {
    name: 'a query of one parameter many times',
    source: '$queryOf("?" & $join([1..40000].("a=1"), "&"))',
    ends: 'fuel',
  },
  { name: 'lists as text', source: '$string([1..200000])', ends: 'fuel' },
  {
    name: 'lists as text over several lines',
    source: '($f := function($s, $n) { $n = 0 ? $s : $f([[$s, $s]], $n - 1) }; $string($f(1, 25), true))',
    ends: 'growth',
  },
  {
    name: 'control characters as text',
    source: '[1..100] ~> $map(function() { $string([$pad("", 100000, "\\u0001")]) })',
    ends: 'fuel',
  },
  {
    name: 'a text compared with itself',
    source: `($a := $pad("", 500000, "a") & "b"; $b := $pad("", 500000, "a") & "b"; [1..100000][$a = $b])`,
    ends: 'fuel',
  },
  {
    name: 'a text compared by order',
    source: `($a := $pad("", 500000, "a") & "b"; $b := $pad("", 500000, "a") & "c"; [1..100000][$a < $b])`,
    ends: 'fuel',
  },
  { name: 'keys that are long texts', source: `($s := ${million}; [1..10000]{$s & $: $})`, ends: 'growth' },
  { name: 'an object that is merged with itself', source: '$merge([1..5000].{"k" & $: $})', ends: 'value' },
  {
    name: 'an object that grows',
    source: '$reduce([1..3000], function($a, $b) { $merge([$a, {"k" & $b: $b}]) }, {})',
    ends: 'fuel',
  },
  {
    name: 'markup in a long text',
    source: '$toMarkdown($nothing, $pad("", 300000, "*<_~`"), "mrkdwn")',
    ends: 'fuel',
  },
  { name: 'emphasis that nests in a long text', source: '$toHtml($pad("", 300000, "*a **b "))', ends: 'fuel' },
  { name: 'lists that begin on every line', source: '$toHtml($pad("", 200000, "* * * a\\n"))', ends: 'fuel' },
  { name: 'a text of nothing but line breaks', source: '$toHtml($pad("", 200000, "\\n"))', ends: 'fuel' },
];
