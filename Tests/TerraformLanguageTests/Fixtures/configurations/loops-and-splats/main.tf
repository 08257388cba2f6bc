locals {
  people = [
    { name = "ann", role = "admin", tags = ["x", "y"] },
    { name = "bob", role = "viewer", tags = [] },
    { name = "cy", role = "admin", tags = ["z"] },
  ]
  sizes  = { small = 1, large = 10, medium = 5 }
  single = { name = "only" }
  none   = null
}

output "tuple_for" { value = [for p in local.people : upper(p.name)] }
output "tuple_for_index" { value = [for i, p in local.people : "${i}:${p.name}"] }
output "filtered" { value = [for p in local.people : p.name if p.role == "admin"] }
output "object_for" { value = { for p in local.people : p.name => length(p.tags) } }
output "grouped" { value = { for p in local.people : p.role => p.name... } }
output "map_order" { value = [for k, v in local.sizes : "${k}${v}"] }
output "swapped" { value = { for k, v in local.sizes : tostring(v) => k } }
output "nested_for" { value = flatten([for p in local.people : [for t in p.tags : "${p.name}/${t}"]]) }
output "set_for" { value = [for s in toset(["b", "a", "b"]) : s] }
output "full_splat" { value = local.people[*].name }
output "attribute_splat" { value = local.people.*.tags }
output "splat_on_single" { value = local.single[*].name }
output "splat_on_null" { value = local.none[*].name }
output "splat_index_after" { value = [(local.people[*].name)[1], local.people.*.name[1]] }
output "legacy_index" { value = local.people.0.name }
output "for_in_call" { value = join("+", [for k in sort(keys(local.sizes)) : k]) }
output "object_in_loop" {
  value = { for k, v in local.sizes : k => {
    doubled = v * 2
    label   = v > 4 ? "big" : "small"
  } }
}
