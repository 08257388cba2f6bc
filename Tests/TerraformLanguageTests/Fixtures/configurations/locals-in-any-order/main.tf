locals {
  last   = "${local.middle}-last"
  settings = {
    dev  = { size = "small", count = 1 }
    prod = { size = "large", count = local.base + 2 }
  }
  chosen = local.settings[local.stage]
}
locals {
  middle = "${local.first}-middle"
  base   = 1
  stage  = var.stage == "" ? "dev" : var.stage
}
locals {
  first = "first"
}
variable "stage" { default = "prod" }
output "last" { value = local.last }
output "chosen" { value = local.chosen }
output "lookups" { value = [lookup(local.settings, "dev").size, local.settings["dev"]["count"], try(local.settings.test.size, "none")] }
