# The measurements of health checks are in us-east-1, wherever the service runs.
resource "aws_cloudwatch_metric_alarm" "{{name}}_unreachable" {
{{provider}}
  alarm_name          = {{alarm}}
  alarm_description   = "{{host}} cannot be reached from outside."
  namespace           = "AWS/Route53"
  metric_name         = "HealthCheckStatus"
  dimensions          = { HealthCheckId = aws_route53_health_check.{{name}}.id }
  statistic           = "Minimum"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  period              = 60
  evaluation_periods  = 3
  treat_missing_data  = "breaching"
  alarm_actions       = [aws_sns_topic.{{topic}}.arn]
  ok_actions          = [aws_sns_topic.{{topic}}.arn]
}
