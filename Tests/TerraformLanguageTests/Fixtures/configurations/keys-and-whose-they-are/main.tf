locals {
  keys = { app = true, legacy = false }
}

resource "aws_kms_key" "each" {
  for_each            = local.keys
  description         = each.key
  enable_key_rotation = each.value
}

resource "aws_kms_alias" "each" {
  for_each      = aws_kms_key.each
  name          = "alias/acme-${each.key}"
  target_key_id = each.value.key_id
}

resource "aws_sqs_queue" "own" {
  name              = "own"
  kms_master_key_id = aws_kms_key.each["app"].id
}

resource "aws_sqs_queue" "theirs" {
  name              = "theirs"
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_sqs_queue" "silent" { name = "silent" }

resource "aws_sqs_queue" "off" {
  name                    = "off"
  sqs_managed_sse_enabled = false
}

resource "aws_sns_topic" "own" {
  name              = "own"
  kms_master_key_id = aws_kms_alias.each["app"].name
}

resource "aws_secretsmanager_secret" "own" {
  name       = "own"
  kms_key_id = aws_kms_key.each["app"].arn
}

resource "aws_kinesis_stream" "events" {
  name             = "events"
  shard_count      = 1
  retention_period = 48
  encryption_type  = "KMS"
  kms_key_id       = "alias/aws/kinesis"
}
