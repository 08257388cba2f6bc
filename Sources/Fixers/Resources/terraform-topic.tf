resource "aws_sns_topic" "{{name}}" {
{{provider}}
  name              = {{topic}}
  kms_master_key_id = aws_kms_key.{{key}}.arn
}
