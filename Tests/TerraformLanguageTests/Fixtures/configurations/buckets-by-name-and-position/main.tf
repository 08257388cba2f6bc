locals {
  names = ["one", "two", "three"]
  ids   = [for b in aws_s3_bucket.listed : b.id]
}

resource "aws_s3_bucket" "listed" {
  count  = length(local.names)
  bucket = "acme-${local.names[count.index]}"
}

resource "aws_s3_bucket_versioning" "listed" {
  count  = length(local.names)
  bucket = local.ids[count.index]
  versioning_configuration {
    status = count.index == 2 ? "Suspended" : "Enabled"
  }
}

resource "aws_s3_bucket" "named" {
  bucket = "acme-named"
}

resource "aws_s3_bucket_versioning" "named" {
  bucket = "acme-named"
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "alone" {
  bucket = "acme-alone"
}
