resource "aws_sns_topic_subscription" "{{name}}" {
{{provider}}
  topic_arn = aws_sns_topic.{{topic}}.arn
  protocol  = "email"
  endpoint  = "{{address}}"
}
