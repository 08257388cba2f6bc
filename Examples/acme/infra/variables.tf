variable "region" {
  type    = string
  default = "us-east-1"
}

variable "environment" {
  type    = string
  default = "production"
}

variable "availability_zones" {
  type    = list(string)
  default = ["us-east-1a", "us-east-1b"]
}

variable "certificate_arn" {
  description = "ACM certificate of api.acmecrm.example"
  type        = string
}

variable "image" {
  description = "Image of the API, with its tag"
  type        = string
}

variable "db_instance_class" {
  type    = string
  default = "db.t4g.medium"
}

locals {
  name = "acme-${var.environment}"
}
