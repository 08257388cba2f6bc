provider "aws" { region = "us-east-1" }

provider "aws" {
  alias  = "backup"
  region = "eu-west-1"
}

# Dätenbank 🐘
resource "aws_db_instance" "main" {
	engine = "postgres"
	instance_class       = "db.t4g.small"
	allocated_storage = 20 // GiB
	storage_encrypted = true
	kms_key_id = aws_kms_key.data.arn
	identifier = "café"
	skip_final_snapshot = false
	final_snapshot_identifier = "café-final"
	backup_retention_period = 14
	multi_az = true
	deletion_protection = true
	username = "x"

	timeouts {
		create = "1h"
	}

	lifecycle {
		ignore_changes  = [password]
		prevent_destroy = true
	}
	depends_on = [aws_kms_key.k]
}

data "aws_caller_identity" "current" {}

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

resource "aws_kms_key" "k" {
  description         = "one line"
  enable_key_rotation = true
}

resource "aws_sns_topic" "t" {
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_dynamodb_table" "d" {
	name = <<EOT
d
EOT
	deletion_protection_enabled = true
	hash_key = "id"
	attribute {
		name = "id"
		type = "S"
	}

	point_in_time_recovery {
		enabled = true
	}
}