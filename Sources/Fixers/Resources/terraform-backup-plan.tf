resource "aws_backup_plan" "databases" {
  name = {{plan}}

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.main.name
    schedule          = "cron(0 3 * * ? *)"
    start_window      = 60
    completion_window = 360

    lifecycle {
      delete_after = {{days}}
    }

    copy_action {
      destination_vault_arn = aws_backup_vault.copies.arn

      lifecycle {
        delete_after = {{days}}
      }
    }
  }
}

resource "aws_iam_role" "backup" {
  name = {{role}}

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "backup.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "backup" {
  role       = aws_iam_role.backup.name
  policy_arn = "arn:{{partition}}:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"
}

resource "aws_backup_selection" "databases" {
  name         = "databases"
  plan_id      = aws_backup_plan.databases.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = {{databases}}
}
