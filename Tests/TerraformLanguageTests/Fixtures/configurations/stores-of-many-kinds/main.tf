resource "aws_efs_file_system" "shared" {
  encrypted = true
}

resource "aws_efs_backup_policy" "shared" {
  file_system_id = aws_efs_file_system.shared.id
  backup_policy {
    status = "ENABLED"
  }
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "sessions"
  description                = "sessions"
  node_type                  = "cache.t4g.micro"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  transit_encryption_enabled = true
}

resource "aws_opensearch_domain" "search" {
  domain_name = "search"
  encrypt_at_rest {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
  vpc_options {
    subnet_ids = ["subnet-1"]
  }
}

resource "aws_redshift_cluster" "warehouse" {
  cluster_identifier  = "warehouse"
  node_type           = "ra3.large"
  master_username     = "acme"
  master_password     = "From-a-fixture1"
  encrypted           = true
  publicly_accessible = false
  skip_final_snapshot = true
}

resource "aws_ecr_repository" "api" { name = "api" }

resource "aws_ssm_parameter" "secret" {
  name  = "/acme/secret"
  type  = "SecureString"
  value = "from-a-fixture"
}

resource "aws_dynamodb_table" "plain" {
  name     = "plain"
  hash_key = "id"
  read_capacity  = 1
  write_capacity = 1
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.table.arn
  }
  deletion_protection_enabled = true
}

resource "aws_kms_key" "table" {
  description = "table"
}
