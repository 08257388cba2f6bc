provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "backup"
  region = "eu-west-1"
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
  storage_encrypted = true
  kms_key_id        = aws_kms_key.data.arn
  username          = "shop"
  password          = var.password

  skip_final_snapshot       = false
  final_snapshot_identifier = "${local.name}-orders-final"
  backup_retention_period   = 14
  multi_az                  = true
  deletion_protection       = true

  tags = { Name = local.name }
}

resource "aws_rds_cluster" "reports" {
  cluster_identifier        = "${local.name}-reports"
  engine                    = "aurora-postgresql"
  master_username           = "shop"
  master_password           = var.password
  skip_final_snapshot       = false
  final_snapshot_identifier = "${local.name}-reports-final"
  deletion_protection       = true
  storage_encrypted         = true
  kms_key_id                = aws_kms_key.data.arn
}

resource "aws_rds_cluster_instance" "reports" {
  identifier         = "${local.name}-reports"
  cluster_identifier = aws_rds_cluster.reports.id
  engine             = aws_rds_cluster.reports.engine
  instance_class     = "db.t4g.medium"
}

resource "aws_rds_cluster_instance" "reports_standby" {
  identifier         = "${local.name}-reports-standby"
  cluster_identifier = aws_rds_cluster.reports.id
  engine             = aws_rds_cluster.reports.engine
  instance_class     = "db.t4g.medium"
}

resource "aws_dynamodb_table" "carts" {
  name                        = "${local.name}-carts"
  billing_mode                = "PAY_PER_REQUEST"
  deletion_protection_enabled = true
  hash_key                    = "id"

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_efs_file_system" "uploads" {
  encrypted  = true
  kms_key_id = aws_kms_key.data.arn
}

resource "aws_ebs_volume" "scratch" {
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = true
  kms_key_id        = aws_kms_key.data.arn

  lifecycle {
    ignore_changes = [tags]
  }
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = local.name
  description                = "Sessions"
  node_type                  = "cache.t4g.small"
  at_rest_encryption_enabled = true
  kms_key_id                 = aws_kms_key.data.arn
}

resource "aws_kinesis_stream" "clicks" {
  name            = "${local.name}-clicks"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = aws_kms_key.data.arn
}

resource "aws_kms_key" "data" {
  description             = "Data at rest"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AccountAccess"
      Effect    = "Allow"
      Action    = "kms:*"
      Resource  = "*"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
    }]
  })
}

# Alarms of the shop.
resource "aws_sns_topic" "alarms" {
  name              = "${local.name}-alarms"
  kms_master_key_id = aws_kms_key.notifications.arn
}

data "aws_caller_identity" "current" {}

# Services publish to an encrypted topic with this key; AWS's own key for SNS does not let them.
resource "aws_kms_key" "notifications" {
  description             = "Notifications"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AccountAccess"
        Effect    = "Allow"
        Action    = "kms:*"
        Resource  = "*"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
      },
      {
        Sid       = "ServicesThatNotify"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey*"]
        Resource  = "*"
        Principal = { Service = ["cloudwatch.amazonaws.com", "events.amazonaws.com"] }
        Condition = {
          StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id }
        }
      },
    ]
  })
}

resource "aws_sns_topic" "orders" {
  name              = "${local.name}-orders"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_kms_key" "old" {
  description         = "Kept for old backups"
  enable_key_rotation = true
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
