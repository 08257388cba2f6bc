resource "aws_lb" "outside" {
  name    = "outside"
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_lb" "inside" {
  name     = "inside"
  internal = true
  subnets  = ["subnet-1", "subnet-2"]
}

resource "aws_lb_target_group" "api" {
  name     = "api"
  port     = 3000
  protocol = "HTTP"
  vpc_id   = "vpc-1"
}

locals {
  policies = { old = "ELBSecurityPolicy-2016-08", new = "ELBSecurityPolicy-TLS13-1-2-2021-06", strict = "ELBSecurityPolicy-TLS13-1-3-2021-06" }
}

resource "aws_lb_listener" "https" {
  for_each          = local.policies
  load_balancer_arn = each.key == "strict" ? aws_lb.inside.arn : aws_lb.outside.arn
  port              = 443 + index(keys(local.policies), each.key)
  protocol          = "HTTPS"
  ssl_policy        = each.value
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/abc"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
}

resource "aws_lb_listener" "redirect" {
  load_balancer_arn = aws_lb.outside.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "plain" {
  load_balancer_arn = aws_lb.outside.arn
  port              = "8080"
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.api.arn
  }
}
