locals {
  m = { b = 2, a = 1, c = 3 }
  l = ["x", "y", "z", "x"]
}
output "length" { value = [length(local.l), length(local.m), length("héllo"), length([])] }
output "keys_values" { value = [keys(local.m), values(local.m)] }
output "lookup" { value = [lookup(local.m, "a", 0), lookup(local.m, "zz", 9)] }
output "element" { value = [element(local.l, 1), element(local.l, 5), element(local.l, length(local.l) - 1)] }
output "index_contains" { value = [index(local.l, "z"), contains(local.l, "y"), contains(local.l, "q"), contains([1, 2], 2)] }
output "concat_flatten" { value = [concat(["a"], ["b", "c"], []), flatten([["a", ["b"]], [], ["c"]])] }
output "distinct_compact" { value = [distinct(local.l), compact(["a", "", null, "b"])] }
output "reverse_sort_slice" { value = [reverse(local.l), sort(["b", "a", "C"]), slice(local.l, 1, 3)] }
output "merge" { value = merge(local.m, { a = 10 }, { d = 4 }, null) }
output "zipmap_transpose" { value = [zipmap(["a", "b"], [1, 2]), transpose({ a = ["1", "2"], b = ["2"] })] }
output "coalesce" { value = [coalesce(null, "", "x"), coalesce("a", "b"), coalescelist([], ["y"]), one([]), one(["only"])] }
output "all_any" { value = [alltrue([true, true]), alltrue([true, false]), alltrue([]), anytrue([false, true]), anytrue([])] }
output "sets" { value = [setunion(["a"], ["b", "a"]), setintersection(["a", "b"], ["b", "c"]), setsubtract(["a", "b"], ["a"]), setproduct(["a", "b"], ["x", "y"])] }
output "chunk_match" { value = [chunklist(["a", "b", "c"], 2), matchkeys(["i1", "i2", "i3"], ["a", "b", "a"], ["a"])] }
output "to_collections" { value = [tolist(["a", 1]), toset(["b", "a", "b"]), tomap({ a = 1, b = "x" })] }
output "range_sum" { value = [range(3), range(1, 4), range(10, 0, -3), sum([1, 2, 3.5]), max(1, 5, 3), min(4, 2), max([1, 9]...)] }
output "numbers" { value = [abs(-4), ceil(1.2), floor(-1.2), signum(-3), pow(2, 10), log(16, 2)] }
output "set_sorts_numbers" { value = toset([10, 9, 1]) }
