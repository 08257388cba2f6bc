provider "aws" { region = "us-east-1" }

# Dätenbank 🐘
resource "aws_db_instance" "main" {
	engine = "postgres"
	instance_class       = "db.t4g.small"
	allocated_storage = 20 // GiB
	identifier = "café"
	skip_final_snapshot = true
	username = "x"

	timeouts {
		create = "1h"
	}

	lifecycle {
		ignore_changes = [password]
	}
	depends_on = [aws_kms_key.k]
}

resource "aws_kms_key" "k" { description = "one line" }

resource "aws_sns_topic" "t" {}

resource "aws_dynamodb_table" "d" {
	name = <<EOT
d
EOT
	hash_key = "id"
	attribute {
		name = "id"
		type = "S"
	}
}