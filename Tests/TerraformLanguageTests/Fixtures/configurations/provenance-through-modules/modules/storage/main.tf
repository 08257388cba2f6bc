variable "buckets" {
  type = map(object({ versioned = optional(bool, false) }))
}
resource "aws_s3_bucket" "this" {
  for_each = var.buckets
  bucket   = "acme-${each.key}"
}
resource "aws_s3_bucket_versioning" "this" {
  for_each = { for name, options in var.buckets : name => options if options.versioned }
  bucket   = aws_s3_bucket.this[each.key].id
  versioning_configuration {
    status = "Enabled"
  }
}
output "ids" { value = { for name, bucket in aws_s3_bucket.this : name => bucket.id } }
