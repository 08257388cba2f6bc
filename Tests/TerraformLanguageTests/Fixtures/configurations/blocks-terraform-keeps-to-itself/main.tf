terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

moved {
  from = aws_s3_bucket.old
  to   = aws_s3_bucket.new
}

check "name" {
  assert {
    condition     = aws_s3_bucket.new.bucket != ""
    error_message = "no name"
  }
}

variable "name" {
  type    = string
  default = "acme"
  validation {
    condition     = length(var.name) > 2
    error_message = "too short"
  }
}

resource "aws_s3_bucket" "new" {
  bucket        = "${var.name}-new"
  force_destroy = var.name == "acme" /* inline */ ? false : true # trailing
  tags = {
    Name = var.name, Owner = "team" // two on a line
    Cost = 1
  }
  depends_on = [aws_kms_key.first]
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [tags]
    precondition {
      condition     = var.name != ""
      error_message = "no name"
    }
  }
  timeouts { create = "5m" }
}

resource "aws_kms_key" "first" {}
