rule {
  id     = "expire-after-{{days}}-days"
  status = "Enabled"

  filter {}

  expiration {
    days = {{days}}
  }

  noncurrent_version_expiration {
    noncurrent_days = {{versionDays}}
  }

  abort_incomplete_multipart_upload {
    days_after_initiation = {{uploadDays}}
  }
}
