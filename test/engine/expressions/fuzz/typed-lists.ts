/** Templates of expressions that give lists and objects; see the scalars. */
export const listTemplates = {
  nums: String.raw`
    nums
    nums[]
    items.n
    [1..3]
    [#num, #num]
    [0..$count(#objs)]
    [#nums, 7]
    #objs.n
    #objs.list.n
    grid
    grid[0]
    grid.$sum($)
    $map(#nums, function($v){ $v * 2 })
    $map(#nums, function($v, $i){ $v + $i })
    $map(#nums, function($v, $i, $a){ $v + $count($a) })
    $map(#nums, $power(?, 2))
    $map(#nums, $string) ~> $map($number)
    $filter(#nums, function($v){ $v > #num })
    #nums[$ > #num]
    #nums[[0, 2]]
    #nums[-1]
    $sort(#nums)
    $sort(#nums, function($l, $r){ $l < $r })
    #nums^(>$)
    #nums^($)
    $reverse(#nums)
    $distinct(#nums)
    $append(#nums, #nums)
    $append(#nums, #num)
    $shuffle(#nums)
    $zip(#nums, #nums)
    #nums.($ * 2)
    #nums#$i.($ + $i)
    #nums#$i[$i > 0]
    #objs@$o.($o.n)
    #objs^(>n, name).n
    #objs^(sub.n).sub.n
    items.list.(n + %.n)
    items.list.(%.%.n)
    items.sub.deep.(v + %.n + %.%.n)
    **.n
    **.list.n
    sub.*[$type($) = "number"]
    map.*
    $each(map, function($v){ $v })
    $map(#objs, function($o){ $sum($o.list.n) })
    (#bool ? #nums : #nums)
    (missing ?? #nums)
    ($l1 := #nums; $append($l1, $l1))
    $l1
    #nums ~> $map(function($v){ -$v }) ~> $sort()
    $single(#nums, function($v){ $v = #num })
  `,
  strs: String.raw`
    tags
    tags[]
    items.name
    [#str, #str]
    #objs.name
    #objs.tags
    #objs.tags[0]
    #objs.(tags[0])
    $split(#str, #regex)
    $split(#str, " ")
    $split(#str, "", 3)
    $match(#str, #regex).match
    $match(#str, #regex, 1).groups
    $match(#str, function($s1){ #bool ? {"match": $substring($s1, 1, 1), "start": 1, "end": 2, "groups": ["g"], "next": function(){ {"match": "z", "start": 3, "end": 4, "groups": []} }} }).match
    $split(#str, function($s1){ {"match": $substring($s1, 1, 1), "start": 1, "end": 2, "groups": ["g"], "next": function(){ {"match": "z", "start": 3, "end": 4, "groups": []} }} })
    $split(#str, missing)
    $keys(#obj)
    $keys(#objs)
    $map(#objs, function($o){ $o.name })
    $map(#strs, $uppercase)
    $map(#strs, $substring(?, 0, 1))
    $map(#strs, function($s1, $i){ $s1 & $i })
    $filter(#strs, function($s1){ #bool })
    $filter(#strs, $contains(?, #regex))
    $each(map, function($v, $k){ $k & $string($v) })
    items.list.(k & %.name)
    items@$p.list@$q.($p.name & $q.k)
    items@$p.$$.items@$q[$p.n = $q.n].($p.id & $q.id)
    items#$i.(name & $i)
    items#$i[$i > 0].name
    items@$o#$i[$o.n >= $i].($o.name)
    #strs[$ != ""]
    #strs^($length($))
    $sort(#strs)
    $sort(#objs.name)
    $distinct(#strs)
    $reverse(#strs)
    $append(#strs, #str)
    #strs.$uppercase()
    #strs.$length().$string()
    #strs ~> $join("-") ~> $split("-")
    (#bool ? #strs : [])
    (#bool ? #strs)
    $spread(map).$keys()
  `,
  objs: String.raw`
    items
    items[]
    items[n > #num]
    items[name = #str]
    items[#bool]
    items[0]
    items[[0, 1]]
    items[-1]
    items[n > 1][0]
    items[$count(tags) > 0]
    items[tags[0] = "a"]
    items["a" in tags]
    #objs[n >= #num]
    #objs[0][]
    #objs^(n)
    #objs^(>n, name)
    #objs^(name, >sub.n, <n)
    items.list
    items.list[n > %.n]
    items.sub
    items.sub.deep
    items.list^(n)[0]
    $filter(#objs, function($o){ $o.n > 1 })
    $filter(#objs, function($o, $i, $a){ $i < $count($a) - 1 })
    $sort(#objs, function($l, $r){ $l.n > $r.n })
    $map(#objs, function($o, $i){ {"i": $i, "name": $o.name} })
    #objs.{"name": name, "n": #num}
    #objs.{"n": n, "list": list.{"k": k}}
    #objs.{name: n}
    #objs.($o1 := $; {"n": $o1.n, "s": #str})
    #objs#$i.{"i": $i, "n": n}
    items@$p.list.{"p": $p.name, "n": n}
    [#obj, #obj]
    [#objs, #obj]
    $append(#objs, #obj)
    $spread(#obj)
    $match(#str, #regex)
    $reverse(#objs)
    $distinct(#objs)
    $distinct(#objs.sub)
    $zip(#objs, #nums)
    #objs ~> $filter(function($o){ $o.flag })
    (#objs ~> |$|{"z": #num}|)
    ($ ~> |items|{"z": n * 2}, "tags"|).items
    ($ ~> |items[n > 1].sub|{"name": #str}, ["n"]|).items
    *.list
    **[n > 1]
    $$.items
    $.items
    $o1
    $query.items
    $body
    $body[n > #num]
    $$.items[n = $query.n]
    (#bool ? #objs : #objs)
    (#objs ?? items)
  `,
  obj: String.raw`
    sub
    map
    sub.deep
    $
    $$
    $o1
    $account
    $query
    ($query ~> |$|{"n": #num}|)
    {"k": #any}
    {"n": #num, "name": #str}
    {"n": #num, "list": #objs, "tags": #strs}
    {#str: #any}
    {"a": missing, "b": nothing, "c": #any}
    #objs{name: n}
    #objs{name: $sum(n)}
    #objs{name: $, "all": $count($)}
    #objs{$string(n): $count(name)}
    items{name: $.list{k: $sum(n)}}
    items.list{k: $sum(n)}
    items.tags{$: $count($)}
    items@$o#$i{$o.name: $i}
    items@$p.list{k: $p.name}
    items.list{k: %.name}
    items#$i{name: $i}
    $merge([#obj, #obj])
    $merge(#objs)
    $merge(#objs.{name: n})
    $sift(map, function($v){ $v > #num })
    $sift(#obj, function($v, $k){ $k != "n" })
    $clone(#obj)
    $pick(#obj, ["n", "name"])
    $omit(#obj, "n")
    #objs[0]
    #objs[-1]
    items[n = 2]
    $single(items, function($o){ $o.id = "b" })
    (#obj ~> |$|{"z": #any}|)
    ($ ~> |sub|{"q": #str}, ["name"]|)
    ($ ~> |sub.deep|{"v": v + 1}|).sub
    $reduce(#objs, function($a, $o){ $merge([$a, {$o.name: $o.n}]) }, {})
    $queryOf("a=1&b=x%20y&a=2")
    $urlOf("https://u@h.example:8443/p/q?x=1")
    ($o1 := #obj; $merge([$o1, {"m": $o1.n}]))
    (#bool ? #obj : #obj)
    (#bool ? #obj)
    (missing ?? #obj)
    $each(#obj, function($v, $k){ {$k: $v} }) ~> $merge()
    $map(#objs, function($o){ $o.sub })[0]
  `,
} as const;
