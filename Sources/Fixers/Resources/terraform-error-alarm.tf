resource "aws_cloudwatch_metric_alarm" "{{name}}_errors" {
  alarm_name          = {{alarm}}
  alarm_description   = "Requests end in errors of the load balancer itself."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_ELB_5XX_Count"
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
