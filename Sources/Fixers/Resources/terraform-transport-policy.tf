resource "aws_s3_bucket_policy" "{{name}}" {
  bucket = {{bucket}}.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TLSOnly"
      Effect    = "Deny"
      Action    = "s3:*"
      Resource  = [{{bucket}}.arn, "{{objects}}"]
      Principal = "*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}
