data "aws_iam_policy_document" "source" {
  statement {
    sid       = "All"
    actions   = ["*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "reading" {
  statement {
    sid       = "Read"
    actions   = ["s3:GetObject", "s3:ListBucket"]
    resources = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
  }
}

data "aws_iam_policy_document" "merged" {
  source_policy_documents = [data.aws_iam_policy_document.source.json, data.aws_iam_policy_document.reading.json]
  statement {
    sid       = "Logs"
    actions   = ["logs:PutLogEvents"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "tamed" {
  source_policy_documents   = [data.aws_iam_policy_document.source.json]
  override_policy_documents = [data.aws_iam_policy_document.replacement.json]
}

data "aws_iam_policy_document" "replacement" {
  statement {
    sid       = "All"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::acme-public/*"]
  }
}

data "aws_iam_policy_document" "dynamic" {
  dynamic "statement" {
    for_each = { sqs = ["sqs:*"], sns = ["sns:Publish"] }
    content {
      sid       = statement.key
      actions   = statement.value
      resources = ["*"]
    }
  }
}

resource "aws_s3_bucket" "data" {
  bucket = "acme-data"
}

resource "aws_iam_policy" "merged" {
  name   = "merged"
  policy = data.aws_iam_policy_document.merged.json
}

resource "aws_iam_policy" "tamed" {
  name   = "tamed"
  policy = data.aws_iam_policy_document.tamed.json
}

resource "aws_iam_policy" "dynamic" {
  name   = "dynamic"
  policy = data.aws_iam_policy_document.dynamic.json
}
