resource "aws_ebs_encryption_by_default" "on" {
  enabled = true
}

resource "aws_s3_account_public_access_block" "all" {
  account_id              = "123456789012"
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_ebs_volume" "silent" {
  availability_zone = "eu-central-1a"
  size              = 20
}

resource "aws_ebs_volume" "elsewhere" {
  provider          = aws.west
  availability_zone = "us-west-2a"
  size              = 20
}

resource "aws_instance" "machine" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t4g.micro"
}

resource "aws_s3_bucket" "shared" {
  bucket = "acme-shared"
}

resource "aws_s3_bucket_acl" "shared" {
  bucket = aws_s3_bucket.shared.id
  acl    = "public-read"
}

provider "aws" {
  alias                       = "west"
  region                      = "us-west-2"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}
