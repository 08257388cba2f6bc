variable "stage" { default = "prod" }
variable "size" { default = null }

locals {
  is_prod   = var.stage == "prod"
  is_large  = coalesce(var.size, local.is_prod ? "large" : "small") == "large"
  retention = local.is_prod ? (local.is_large ? 30 : 14) : local.is_large ? 7 : 1
}

resource "aws_db_instance" "main" {
  count                   = local.is_prod ? 1 : var.size == null ? 0 : 1
  identifier              = "acme-${var.stage}"
  engine                  = "postgres"
  engine_version          = "16.3"
  instance_class          = local.is_large ? "db.r6g.large" : "db.t4g.micro"
  allocated_storage       = local.is_large ? 100 : null
  username                = "acme"
  password                = "from-a-fixture"
  storage_encrypted       = local.is_prod || local.is_large
  multi_az                = local.is_prod && local.is_large
  backup_retention_period = local.retention
  deletion_protection     = local.is_prod ? true : false
  skip_final_snapshot     = !local.is_prod
}

resource "aws_db_instance" "replica" {
  count               = local.is_prod ? local.is_large ? 2 : 1 : 0
  identifier          = "acme-${var.stage}-r${count.index}"
  replicate_source_db = aws_db_instance.main[0].identifier
  instance_class      = "db.t4g.micro"
}
