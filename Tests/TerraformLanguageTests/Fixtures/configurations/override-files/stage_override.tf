resource "aws_s3_bucket_versioning" "data" {
  versioning_configuration {
    status = "Enabled"
  }
}

variable "stage" { default = "prod" }
