variable "retention" { default = null }
variable "configs" {
  default = { prod = { enc = true }, dev = { enc = false } }
}

resource "aws_db_instance" "silent" {
  identifier          = "silent"
  engine              = "mysql"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  username            = "acme"
  password            = "from-a-fixture"
  skip_final_snapshot = true
}

resource "aws_db_instance" "written_false" {
  identifier          = "written-false"
  engine              = "postgres"
  engine_version      = "14.12"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  username            = "acme"
  password            = "from-a-fixture"
  storage_encrypted   = false
  publicly_accessible = true
  skip_final_snapshot = true
}

resource "aws_db_instance" "from_map" {
  identifier              = "from-map"
  engine                  = "postgres"
  engine_version          = "16"
  instance_class          = "db.t4g.micro"
  allocated_storage       = 20
  username                = "acme"
  password                = "from-a-fixture"
  storage_encrypted       = lookup(var.configs, "prod").enc
  backup_retention_period = coalesce(var.retention, 7)
  kms_key_id              = aws_kms_key.db.arn
  multi_az                = try(var.configs.prod.multi_az, true)
  parameter_group_name    = aws_db_parameter_group.tls.name
  deletion_protection     = "true"
  skip_final_snapshot     = true

  enabled_cloudwatch_logs_exports = ["postgresql"]
}

resource "aws_db_instance" "null_is_unset" {
  identifier          = "null-is-unset"
  engine              = "mariadb"
  instance_class      = "db.t4g.micro"
  allocated_storage   = 20
  username            = "acme"
  password            = "from-a-fixture"
  storage_encrypted   = null
  multi_az            = var.retention
  skip_final_snapshot = true
}

resource "aws_db_instance" "restored" {
  identifier          = "restored"
  instance_class      = "db.t4g.micro"
  snapshot_identifier = "rds:silent-2024-01-01"
  skip_final_snapshot = true
}

resource "aws_db_instance" "replica" {
  identifier          = "replica"
  instance_class      = "db.t4g.micro"
  replicate_source_db = aws_db_instance.from_map.identifier
  skip_final_snapshot = true
}

resource "aws_kms_key" "db" {
  description             = "database"
  enable_key_rotation     = true
  rotation_period_in_days = 180
}

resource "aws_db_parameter_group" "tls" {
  name   = "tls"
  family = "postgres16"
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}
