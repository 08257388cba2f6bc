locals {
  a = true
  b = false
  n = 7
}

output "chained_conditionals" {
  value = local.b ? "first" : local.n > 10 ? "second" : local.n > 5 ? "third" : "fourth"
}

output "conditional_with_operators" {
  value = !local.b && local.n == 7 ? local.n + 1 : 0
}

output "precedence" {
  value = [1 + 2 * 3, (1 + 2) * 3, 10 - 4 - 3, 2 * 3 % 4, -local.n + 1, 7 / 2, -5 % 3]
}

output "comparisons" {
  value = [1 < 2, 2 <= 2, 3 > 4, 4 >= 4, "a" == "a", "1" == 1, null == null, [1] == [1], { a = 1 } == { a = 1 }]
}

output "empty_tuple_is_no_empty_list" {
  value = tolist([]) == []
}

output "logic" {
  value = [local.a || local.b, local.a && local.b, !(local.a && local.b) || local.b]
}

output "numbers" {
  value = [1e3, 1.5, 0.1 + 0.2 > 0.3, 1000000, 123456789012, 0.001]
}

output "numbers_as_text" {
  value = ["${1.50}", "${1e3}", "${10 / 4}", "${-0.25}", "${123456789012}"]
}

output "object_keys" {
  value = {
    plain         = 1
    "quoted key"  = 2
    (local.n)     = 3
    "t-${local.n}" = 4
    true          = 5
  }
}

output "mixed_conditional" {
  value = local.a ? 1 : "one"
}

output "null_stays" {
  value = { kept = null, other = 1 }
}

output "indexing" {
  value = [["x", "y"][1], { a = { b = "deep" } }.a.b, { a = { b = "deep" } }["a"]["b"], [[1, 2], [3]][0][1]]
}
