resource "aws_s3_bucket" "b" {
  for_each = toset(["a", "b"])
  bucket   = "acme-data-${each.key}"
}

resource "aws_s3_bucket_versioning" "b" {
  for_each = aws_s3_bucket.b
  bucket   = each.value.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "b" {
  for_each                = aws_s3_bucket.b
  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_sqs_queue" "odd_keys" {
  for_each = { "with \"quotes\"" = 1, "a/b" = 2, "$${x}" = 3, "é" = 4 }
  name     = "queue-${each.value}"
}
