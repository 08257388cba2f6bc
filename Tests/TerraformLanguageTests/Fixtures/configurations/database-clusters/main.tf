resource "aws_rds_cluster" "main" {
  cluster_identifier      = "acme"
  engine                  = "aurora-postgresql"
  engine_version          = "15.4"
  master_username         = "acme"
  master_password         = "from-a-fixture"
  storage_encrypted       = true
  backup_retention_period = 14
  deletion_protection     = true
  skip_final_snapshot     = true
  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 8
  }
}

resource "aws_rds_cluster_instance" "main" {
  count              = 2
  identifier         = "acme-${count.index}"
  cluster_identifier = aws_rds_cluster.main.id
  engine             = aws_rds_cluster.main.engine
  instance_class     = "db.serverless"
}

resource "aws_docdb_cluster" "documents" {
  cluster_identifier  = "documents"
  master_username     = "acme"
  master_password     = "from-a-fixture"
  skip_final_snapshot = true
}

resource "aws_neptune_cluster" "graph" {
  cluster_identifier  = "graph"
  storage_encrypted   = true
  skip_final_snapshot = true
}
