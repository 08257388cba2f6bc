resource "aws_cloudwatch_log_metric_filter" "{{name}}_failed_sign_ins" {
  name           = {{filter}}
  log_group_name = {{group}}.name
  pattern        = "{{pattern}}"

  metric_transformation {
    name          = "FailedSignIns"
    namespace     = {{namespace}}
    value         = "1"
    default_value = "0"
  }
}

resource "aws_cloudwatch_metric_alarm" "{{name}}_failed_sign_ins" {
  alarm_name          = {{alarm}}
  alarm_description   = "Somebody fails to sign in again and again."
  namespace           = {{namespace}}
  metric_name         = "FailedSignIns"
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 20
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.{{topic}}.arn]
}
