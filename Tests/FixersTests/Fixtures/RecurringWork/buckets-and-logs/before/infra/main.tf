# What customers export is here for a month.
resource "aws_s3_bucket" "exports" {
  bucket = "acme-exports"
}

resource "aws_s3_bucket" "uploads" {
  bucket = "acme-uploads"
}

# Somebody has thought about this one.
resource "aws_s3_bucket_lifecycle_configuration" "uploads" {
  bucket = aws_s3_bucket.uploads.id

  rule {
    id     = "archive"
    status = "Enabled"
    filter {}

    transition {
      days          = 60
      storage_class = "GLACIER"
    }
  }
}

resource "aws_cloudwatch_log_group" "api" {
  name = "/acme/api" # the service writes here
}
