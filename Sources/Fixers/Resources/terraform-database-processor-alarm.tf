resource "aws_cloudwatch_metric_alarm" "{{name}}_database_processor" {
  alarm_name          = {{alarm}}
  alarm_description   = "The database's processor is nearly used up."
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  dimensions          = { DBInstanceIdentifier = {{database}}.identifier }
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  period              = 300
  evaluation_periods  = 3
  alarm_actions       = [aws_sns_topic.{{topic}}.arn]
  ok_actions          = [aws_sns_topic.{{topic}}.arn]
}
