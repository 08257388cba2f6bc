resource aws_s3_bucket "invoices" {
	bucket="rechnungen-münchen" // naïve
}

/* logs */ resource "aws_cloudwatch_log_group" "worker" {
	name="w"
	retention_in_days=0
}