variable "groups" {
  type = map(object({
    retention = optional(number, 400)
    encrypted = optional(bool, false)
  }))
  default = {
    api    = {}
    audit  = { retention = 731, encrypted = true }
    scratch = { retention = null }
  }
}

resource "aws_kms_key" "logs" { description = "logs" }

resource "aws_cloudwatch_log_group" "each" {
  for_each          = var.groups
  name              = "/acme/${each.key}"
  retention_in_days = each.value.retention
  kms_key_id        = each.value.encrypted ? aws_kms_key.logs.arn : null
}

resource "aws_cloudwatch_log_group" "forever" {
  name = "/acme/forever"
}
