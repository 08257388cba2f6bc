provider "aws" {
  region = "eu-central-1"
}

locals {
  name = "shop-production"
}

resource "aws_db_instance" "orders" {
  identifier        = "${local.name}-orders"
  engine            = "postgres"
  engine_version    = "16.4"
  instance_class    = "db.t4g.medium"
  allocated_storage = 50 # grows
  username          = "shop"
  password          = var.password

  skip_final_snapshot = true

  tags = { Name = local.name }
}

resource "aws_rds_cluster" "reports" {
  cluster_identifier  = "${local.name}-reports"
  engine              = "aurora-postgresql"
  master_username     = "shop"
  master_password     = var.password
  skip_final_snapshot = true
}

resource "aws_rds_cluster_instance" "reports" {
  identifier         = "${local.name}-reports"
  cluster_identifier = aws_rds_cluster.reports.id
  engine             = aws_rds_cluster.reports.engine
  instance_class     = "db.t4g.medium"
}

resource "aws_dynamodb_table" "carts" {
  name         = "${local.name}-carts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_efs_file_system" "uploads" {}

resource "aws_ebs_volume" "scratch" {
  availability_zone = "eu-central-1a"
  size              = 10

  lifecycle {
    ignore_changes = [tags]
  }
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id = local.name
  description          = "Sessions"
  node_type            = "cache.t4g.small"
}

resource "aws_kinesis_stream" "clicks" {
  name        = "${local.name}-clicks"
  shard_count = 1
}

# Alarms of the shop.
resource "aws_sns_topic" "alarms" {
  name = "${local.name}-alarms"
}

resource "aws_sns_topic" "orders" {
  name = "${local.name}-orders"
}

resource "aws_kms_key" "old" {
  description = "Kept for old backups"
}

resource "aws_cloudwatch_metric_alarm" "cart_errors" {
  alarm_name          = "${local.name}-cart-errors"
  namespace           = "AWS/DynamoDB"
  metric_name         = "SystemErrors"
  dimensions          = { TableName = aws_dynamodb_table.carts.name }
  statistic           = "Sum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 300
  evaluation_periods  = 1
  alarm_actions       = [aws_sns_topic.alarms.arn]
}

variable "password" {
  type      = string
  sensitive = true
}
