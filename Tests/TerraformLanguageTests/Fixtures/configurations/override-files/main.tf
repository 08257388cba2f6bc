resource "aws_ebs_volume" "data" {
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = false
}

resource "aws_s3_bucket_versioning" "data" {
  bucket = "acme"
  versioning_configuration {
    status = "Suspended"
  }
}

locals {
  kept     = "kept"
  replaced = "before"
}

variable "stage" { default = "dev" }

output "all" { value = [local.kept, local.replaced, var.stage] }
