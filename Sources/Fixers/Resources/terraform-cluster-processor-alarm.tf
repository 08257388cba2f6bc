resource "aws_cloudwatch_metric_alarm" "{{name}}_cluster_processor" {
  alarm_name          = {{alarm}}
  alarm_description   = "The database cluster's processors are nearly used up."
  namespace           = "AWS/RDS"
  metric_name         = "CPUUtilization"
  dimensions          = { DBClusterIdentifier = {{database}}.cluster_identifier }
  statistic           = "Average"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 80
  period              = 300
  evaluation_periods  = 3
  alarm_actions       = [aws_sns_topic.{{topic}}.arn]
  ok_actions          = [aws_sns_topic.{{topic}}.arn]
}
