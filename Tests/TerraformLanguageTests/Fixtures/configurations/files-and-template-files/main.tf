resource "aws_iam_policy" "from_file" {
  name   = "from-file"
  policy = file("${path.module}/policies/admin.json")
}

resource "aws_iam_policy" "from_template" {
  name   = "from-template"
  policy = templatefile("${path.module}/policies/buckets.json.tftpl", { buckets = ["acme-a", "acme-b"], write = false })
}

output "rendered" {
  value = templatefile("policies/greeting.tftpl", { name = "Ann", items = { a = 1, b = 2 } })
}

output "digest" { value = [filesha256("policies/admin.json"), filemd5("policies/admin.json"), fileexists("policies/admin.json"), filebase64("policies/greeting.tftpl")] }
