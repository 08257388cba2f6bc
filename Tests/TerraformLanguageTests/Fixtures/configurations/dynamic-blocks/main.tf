variable "ports" { default = [443, 22] }

variable "rules" {
  default = {
    web = { port = 80, ranges = ["10.0.0.0/8"] }
    ssh = { port = 22, ranges = ["192.168.0.0/16", "172.16.0.0/12"] }
  }
}

resource "aws_security_group" "open" {
  name = "open"
  dynamic "ingress" {
    for_each = var.ports
    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
      description = "rule ${ingress.key}"
    }
  }
}

resource "aws_security_group" "inside" {
  name = "inside"
  dynamic "ingress" {
    for_each = var.rules
    iterator = rule
    content {
      from_port   = rule.value.port
      to_port     = rule.value.port
      protocol    = "tcp"
      cidr_blocks = rule.value.ranges
      description = rule.key
    }
  }
  dynamic "egress" {
    for_each = toset([])
    content {
      from_port   = 0
      to_port     = 0
      protocol    = "-1"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id
  dynamic "rule" {
    for_each = [{ id = "expire", days = 90, tiers = ["STANDARD_IA", "GLACIER"] }, { id = "short", days = 30, tiers = [] }]
    content {
      id     = rule.value.id
      status = "Enabled"
      filter {
        prefix = rule.key == 0 ? "" : "tmp/"
      }
      expiration {
        days = rule.value.days
      }
      dynamic "transition" {
        for_each = rule.value.tiers
        iterator = tier
        content {
          days          = 30 * (tier.key + 1)
          storage_class = "${tier.value}"
        }
      }
    }
  }
}
