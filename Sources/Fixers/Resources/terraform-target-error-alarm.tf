resource "aws_cloudwatch_metric_alarm" "{{name}}_application_errors" {
  alarm_name          = {{alarm}}
  alarm_description   = "The application answers requests with errors of its own."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  dimensions          = { LoadBalancer = {{balancer}}.arn_suffix }
  statistic           = "Sum"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 10
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.{{topic}}.arn]
  ok_actions          = [aws_sns_topic.{{topic}}.arn]
}
