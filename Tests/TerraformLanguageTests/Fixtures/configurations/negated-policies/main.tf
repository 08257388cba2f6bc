locals {
  everything = "*"
}

resource "aws_iam_policy" "all_but_one" {
  name = "all-but-one"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = ["s3:DeleteBucket"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "power_user" {
  name = "power-user"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", NotAction = ["iam:*", "organizations:*"], Resource = local.everything }
  })
}

resource "aws_iam_policy" "denied" {
  name = "denied"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = ["iam:*"], Resource = "*" },
    ]
  })
}

resource "aws_iam_policy" "denied_without_mfa" {
  name = "denied-without-mfa"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "*", Resource = "*" },
      { Effect = "Deny", Action = ["iam:*"], Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } } },
    ]
  })
}

resource "aws_iam_role" "heredoc" {
  name               = "heredoc"
  assume_role_policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": { "AWS": "*" }
      }]
    }
  EOF
}

resource "aws_iam_role" "narrowed" {
  name = "narrowed"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "*" }
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-abc1234567" } }
    }]
  })
}

resource "aws_iam_role_policy" "part" {
  name   = "part"
  role   = aws_iam_role.narrowed.id
  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": ["s3:*", "dynamodb:GetItem"], "Resource": ["${aws_s3_bucket.data.arn}", "${aws_s3_bucket.data.arn}/*"] },
        { "Effect": "Allow", "Action": ["ec2:Describe*", "ec2:TerminateInstances"], "Resource": "*" }
      ]
    }
  EOF
}

resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_iam_role_policy_attachment" "admin" {
  role       = aws_iam_role.narrowed.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}
