resource "aws_cloudwatch_metric_alarm" "{{name}}_unhealthy_hosts" {
  alarm_name          = {{alarm}}
  alarm_description   = "Instances behind the load balancer fail their health check."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 60
  evaluation_periods  = 5
  alarm_actions       = [aws_sns_topic.{{topic}}.arn]
  ok_actions          = [aws_sns_topic.{{topic}}.arn]

  dimensions = {
    LoadBalancer = {{balancer}}.arn_suffix
    TargetGroup  = {{group}}.arn_suffix
  }
}
