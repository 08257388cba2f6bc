resource "aws_sns_topic" "page" { name = "page" }
resource "aws_sns_topic" "nobody" { name = "nobody" }

resource "aws_sns_topic_subscription" "people" {
  for_each  = toset(["ops@acme.example", "dev@acme.example"])
  topic_arn = aws_sns_topic.page.arn
  protocol  = "email"
  endpoint  = each.value
}

locals {
  alarms = {
    errors  = { namespace = "AWS/ApplicationELB", metric = "HTTPCode_Target_5XX_Count", topic = aws_sns_topic.page.arn }
    latency = { namespace = "AWS/ApplicationELB", metric = "TargetResponseTime", topic = aws_sns_topic.page.arn }
    cpu     = { namespace = "AWS/RDS", metric = "CPUUtilization", topic = aws_sns_topic.nobody.arn }
    hosts   = { namespace = "AWS/ApplicationELB", metric = "UnHealthyHostCount", topic = aws_sns_topic.page.arn }
  }
}

resource "aws_cloudwatch_metric_alarm" "each" {
  for_each            = local.alarms
  alarm_name          = each.key
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Sum"
  threshold           = 1
  alarm_actions       = [each.value.topic]
}

resource "aws_cloudwatch_metric_alarm" "silent" {
  alarm_name          = "silent"
  namespace           = "AWS/Billing"
  metric_name         = "EstimatedCharges"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 60
  statistic           = "Maximum"
  threshold           = 100
}

resource "aws_cloudwatch_log_metric_filter" "denied" {
  name           = "denied"
  log_group_name = "trail"
  pattern        = "{ $.errorCode = \"AccessDenied*\" }"
  metric_transformation {
    name      = "DeniedCalls"
    namespace = "Acme"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "denied" {
  alarm_name          = "denied"
  namespace           = "Acme"
  metric_name         = aws_cloudwatch_log_metric_filter.denied.metric_transformation[0].name
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  period              = 300
  statistic           = "Sum"
  threshold           = 0
  alarm_actions       = aws_sns_topic.page[*].arn
}

resource "aws_cloudwatch_event_rule" "findings" {
  name          = "findings"
  event_pattern = jsonencode({ source = ["aws.guardduty"], "detail-type" = ["GuardDuty Finding"] })
}

resource "aws_cloudwatch_event_target" "findings" {
  rule = aws_cloudwatch_event_rule.findings.name
  arn  = aws_sns_topic.page.arn
}
