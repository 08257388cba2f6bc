resource "aws_s3_bucket_lifecycle_configuration" "{{name}}" {
{{repetition}}
  bucket = {{bucket}}

{{rule}}
}
