variable "name" { type = string }
variable "secure" {
  type    = bool
  default = true
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
}

resource "aws_s3_bucket_versioning" "this" {
  count  = var.secure ? 1 : 0
  bucket = aws_s3_bucket.this.id
  versioning_configuration {
    status = "Enabled"
  }
}

module "block" {
  source = "../block"
  count  = var.secure ? 1 : 0
  bucket = aws_s3_bucket.this.id
}

output "name" { value = aws_s3_bucket.this.bucket }
output "is_secured" { value = length(module.block) > 0 }
output "path" { value = path.module }
