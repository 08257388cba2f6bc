# Asked from outside, from several regions, every 30 seconds.
resource "aws_route53_health_check" "{{name}}" {
  type              = "HTTPS"
  fqdn              = "{{host}}"
  port              = {{port}}
  resource_path     = "{{path}}"
  request_interval  = 30
  failure_threshold = 3
}
