variable "name" {
  type = string
}

variable "deletion_protection" {
  type    = bool
  default = true
}

variable "multi_az" {
  type    = bool
  default = true
}

variable "is_backed" {
  type    = bool
  default = true
}

resource "aws_db_instance" "this" {
  identifier              = var.name
  engine                  = "postgres"
  instance_class          = "db.t4g.small"
  allocated_storage       = 20
  storage_encrypted       = true
  backup_retention_period = var.is_backed ? 7 : 0
  multi_az                = var.multi_az
  deletion_protection     = var.deletion_protection
}
