output "api_hostname" {
  value = aws_lb.api.dns_name
}

output "repository_url" {
  value = aws_ecr_repository.api.repository_url
}

output "deploy_role_arn" {
  value = aws_iam_role.deploy.arn
}
