resource "aws_cloudwatch_metric_alarm" "{{name}}_database_storage" {
  alarm_name          = {{alarm}}
  alarm_description   = "Less than 10 GiB of the database's storage are left."
  namespace           = "AWS/RDS"
  metric_name         = "FreeStorageSpace"
  dimensions          = { DBInstanceIdentifier = {{database}}.identifier }
  statistic           = "Minimum"
  comparison_operator = "LessThanThreshold"
  threshold           = 10737418240
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = [aws_sns_topic.{{topic}}.arn]
  ok_actions          = [aws_sns_topic.{{topic}}.arn]
}
