resource "aws_sns_topic_policy" "{{name}}" {
{{provider}}
  arn = aws_sns_topic.{{name}}.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ServicesThatNotify"
      Effect    = "Allow"
      Action    = "sns:Publish"
      Resource  = aws_sns_topic.{{name}}.arn
      Principal = { Service = ["cloudwatch.amazonaws.com", "events.amazonaws.com"] }
      Condition = {
        StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.{{identity}}.account_id }
      }
    }]
  })
}
