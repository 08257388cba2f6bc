resource "aws_cloudwatch_event_rule" "backup_failures" {
  name        = {{rule}}
  description = "Backups, and copies of them, that did not succeed."

  event_pattern = jsonencode({
    source      = ["aws.backup"]
    detail-type = ["Backup Job State Change", "Copy Job State Change"]
    detail      = { state = ["ABORTED", "EXPIRED", "FAILED"] }
  })
}

resource "aws_cloudwatch_event_target" "backup_failures" {
  rule = aws_cloudwatch_event_rule.backup_failures.name
  arn  = aws_sns_topic.{{topic}}.arn
}
