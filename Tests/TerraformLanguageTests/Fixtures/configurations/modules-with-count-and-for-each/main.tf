module "bucket" {
  source   = "./modules/bucket"
  for_each = { x = { secure = true }, y = { secure = true }, z = { secure = false } }

  name   = "acme-${each.key}"
  secure = each.value.secure
}

module "numbered" {
  source = "./modules/bucket"
  count  = 2

  name = "acme-n${count.index}"
}

module "skipped" {
  source = "./modules/bucket"
  count  = 0
  name   = "never"
}

output "names" { value = [for k, m in module.bucket : "${k}:${m.name}"] }
output "secured" { value = { for k, m in module.bucket : k => m.is_secured } }
output "first" { value = module.numbered[0].name }
output "splat" { value = module.numbered[*].path }
