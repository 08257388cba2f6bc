resource "aws_backup_vault" "main" {
  name        = {{vault}}
  kms_key_arn = aws_kms_key.backups.arn
}

resource "aws_backup_vault" "copies" {
  provider = aws.{{alias}}

  name        = {{copies}}
  kms_key_arn = aws_kms_key.backup_copies.arn
}
