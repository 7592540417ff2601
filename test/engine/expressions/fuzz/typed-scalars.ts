/** Templates of expressions by the kind of value they give; `#kind` is a place for another. One a line. */
export const scalarTemplates = {
  num: String.raw`
    n
    sub.n
    sub.deep.v
    x
    $n1
    $query.n
    $account.sub.n
    $sum(#nums)
    $max(#nums)
    $min(#nums)
    $average(#nums)
    $count(#any)
    $count(#objs)
    $length(#str)
    (#num + #num)
    (#num - #num)
    (#num * #num)
    (#num / #num)
    (#num % #num)
    -#num
    $abs(#num)
    $floor(#num)
    $ceil(#num)
    $round(#num)
    $round(#num, 1)
    $round(#num, -1)
    $sqrt($abs(#num))
    $power(#num, 2)
    $number($string(#num))
    $number(#bool)
    $number("0x1F")
    $reduce(#nums, function($a, $b){ $a + $b })
    $reduce(#nums, function($a, $b, $i){ $a + $b * $i }, #num)
    $toMillis(at)
    $toMillis(#str, "[Y]-[M01]-[D01]")
    $toMillis("12th March 2018", "[D1o] [MNn] [Y]")
    $millis()
    $random()
    $secondsFromIso(at)
    $millisFromIso(at)
    $parseInteger("twenty-one", "w")
    $parseInteger("1,234", "#,##0")
    $lookup(map, "a")
    map.b
    #nums[0]
    #nums[-1]
    #objs[0].n
    #obj.n
    $sum(#objs.n)
    $sum(#objs.list.n)
    (#bool ? #num : #num)
    (#num ?? #num)
    (missing ?? #num)
    (#num ?: #num)
    ($n1 := #num; $n1 + #num)
    ($n1 := #num; ($n1 := $n1 + 1; $n1) * $n1)
    (function($n1){ #num })(#num)
    (function($n1, $s1)<ns?:n>{ #num })(#num, #str)
    (#num ~> $abs())
    (#num ~> $power(2) ~> $round(1))
    ($twice := function($n1){ $n1 * 2 }; ($twice ~> $twice)(#num))
    ($down := function($n1){ $n1 < 1 or $n1 > 9 ? 0 : $down($n1 - 1) }; $down(n))
    ($sum := function($n1){ $n1 }; $sum(#num))
    (#str).$length()
    (#any; #num)
  `,
  str: String.raw`
    name
    id
    text
    at
    sub.name
    $s1
    $query.name
    $account.id
    $string(#num)
    $string(#any)
    $string(#obj, true)
    (#str & #str)
    (#str & #num)
    $uppercase(#str)
    $lowercase(#str)
    $trim(#str)
    $substring(#str, 1)
    $substring(#str, -3, 2)
    $substring(#str, #num, 3)
    $substringBefore(#str, " ")
    $substringAfter(#str, "a")
    $pad(#str, 8, "#")
    $pad(#str, -6)
    $join(#strs, ", ")
    $join(#strs)
    $replace(#str, #regex, "x")
    $replace(#str, #regex, "$2-$1$$", 1)
    $replace(#str, "a", #str)
    $replace(#str, "a", function($m){ $m.match & $m.start })
    $replace(#str, function($s1){ {"match": $substring($s1, 1, 1), "start": 1, "end": 2, "groups": ["g"], "next": function(){ {"match": "z", "start": 3, "end": 4, "groups": []} }} }, "<$1>")
    $replace(#str, #regex, missing)
    $replace(#str, #regex, function($m){ $uppercase($m.match) & $m.groups[0] })
    $fromMillis(#ms)
    $fromMillis(#ms, #timePicture)
    $fromMillis(#ms, #timePicture, "+0530")
    $now()
    $now("[Y]")
    $formatNumber(#num, #numberPicture)
    $formatInteger($floor(#num), #integerPicture)
    $formatBase($floor(#num), 16)
    $base64encode(#str)
    $base64decode($base64encode(#str))
    $encodeUrlComponent(#str)
    $decodeUrlComponent($encodeUrlComponent(#str))
    $encodeUrl(#str)
    $decodeUrl($encodeUrl(#str))
    $is(#any) & #str
    $type(#any)
    $firstNonEmpty(missing, #str)
    $firstNonEmpty(#any, #str)
    $isoFromSeconds(#num)
    $isoFromMillis(#ms)
    $isoFromIso(at)
    $digest(#str)
    $base64url(#str)
    $toMarkdown(#str)
    $toHtml(#str)
    #strs[0]
    #strs[-1]
    #objs[0].name
    #obj.name
    $keys(#obj)[0]
    (#bool ? #str : #str)
    (#bool ? #str)
    (missing ?? #str)
    (#str ?: #str)
    (#str ?? #str)
    (missing.name ?? sub.missing ?? #str)
    ($s1 := #str; $s1 & #str)
    (function($s1){ #str })(#str)
    (#str ~> $uppercase() ~> $trim())
    ($f1 := $trim ~> $uppercase; $f1(#str))
    ($f1 := $substring(?, 0, 2); $f1(#str))
    ($f1 := $replace(?, #regex, "y"); #str ~> $f1)
    name.$uppercase()
    items.name[0]
    $error(#str)
    $assert(#bool, #str)
    (#bool ? $error(#str) : #str)
  `,
  bool: String.raw`
    flag
    true
    (#num > #num)
    (#num <= #num)
    (#str < #str)
    (#str = #str)
    (#num = #num)
    (#any = #any)
    (#any != #any)
    (#str in #strs)
    (#num in #nums)
    (#bool and #bool)
    (#bool or #bool)
    $not(#bool)
    $not(#any)
    $boolean(#any)
    $exists(#any)
    $exists(missing)
    $is(#any)
    $contains(#str, #regex)
    $contains(#str, "a")
    $contains(#str, function($s1){ #bool ? {"match": "a", "start": 0, "end": 1, "groups": []} })
    (#bool ? #bool : #bool)
    $count(#nums[$ > 1]) > 0
  `,
  /** Milliseconds since 1970. */
  ms: String.raw`
    1510067557121
    $toMillis(at)
    (n * 86400000)
    (#num * 1000)
    0
    -62135596800000
  `,
} as const;
