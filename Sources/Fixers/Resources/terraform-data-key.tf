resource "aws_kms_key" "{{name}}" {
{{provider}}
  description             = "{{description}}"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AccountAccess"
      Effect    = "Allow"
      Action    = "kms:*"
      Resource  = "*"
      Principal = { AWS = "arn:{{partition}}:iam::${data.aws_caller_identity.{{identity}}.account_id}:root" }
    }]
  })
}
