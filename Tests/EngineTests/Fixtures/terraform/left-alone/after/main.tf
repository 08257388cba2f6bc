provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "backup"
  region = "eu-west-1"
}

variable "environment" {
  type = string
}

variable "multi_az" {
  type = bool
}

module "remote" {
  source  = "terraform-aws-modules/rds/aws"
  version = "6.0.0"

  identifier = "remote"
}

resource "aws_db_instance" "by_environment" {
  engine                  = "postgres"
  instance_class          = "db.t4g.small"
  allocated_storage       = 20
  storage_encrypted       = true
  deletion_protection     = var.environment == "production" ? false : false
  multi_az                = var.multi_az
  availability_zone       = "eu-central-1a"
  backup_retention_period = 7
}

resource "aws_db_instance" "restored" {
  engine                  = "postgres"
  instance_class          = "db.t4g.small"
  snapshot_identifier     = "older"
  deletion_protection     = true
  multi_az                = true
  backup_retention_period = 7
}

resource "aws_elasticache_cluster" "cache" {
  cluster_id      = "cache"
  engine          = "memcached"
  node_type       = "cache.t4g.small"
  num_cache_nodes = 1
}

resource "aws_security_group" "generated" {
  name = "generated"

  dynamic "ingress" {
    for_each = [22]

    content {
      from_port   = ingress.value
      to_port     = ingress.value
      protocol    = "tcp"
      cidr_blocks = ["10.0.0.0/8"]
    }
  }
}
