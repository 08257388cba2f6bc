resource aws_s3_bucket "invoices" {
	bucket="rechnungen-münchen" // naïve
}

resource "aws_s3_bucket_lifecycle_configuration" "invoices" {
  bucket = aws_s3_bucket.invoices.id

  rule {
    id     = "expire-after-2555-days"
    status = "Enabled"

    filter {}

    expiration {
      days = 2555
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

/* logs */ resource "aws_cloudwatch_log_group" "worker" {
	name="w"
	retention_in_days=30
}