provider "aws" {
  region = "eu-central-1"
}

module "orders" {
  source = "./modules/database"

  name                = "orders"
  deletion_protection = true
}

module "reports" {
  source = "./modules/database"

  name      = "reports"
  multi_az  = var.reports_multi_az
  is_backed = false
}

variable "reports_multi_az" {
  type    = bool
  default = false
}

locals {
  encrypted = true
  shared    = false
}

resource "aws_ebs_volume" "local" {
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = local.encrypted

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_ebs_volume" "shared" {
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = local.shared
  multi_attach_enabled = local.shared
}
