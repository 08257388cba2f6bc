output "json" { value = [jsonencode({ b = [1, true, null], a = "x<y>&z\"é" }), jsonencode([]), jsonencode(1.5), jsondecode("{\"a\":[1,2.5,{\"b\":null}]}")] }
output "base64" { value = [base64encode("hello"), base64decode("aGVsbG8="), base64encode("é"), base64encode("")] }
output "digests" { value = [md5("hello"), sha1("hello"), sha256("hello"), sha512("hello"), base64sha256("hello"), base64sha512("hello"), sha256("")] }
output "long_digest" { value = [md5(local.long), sha1(local.long), sha256(local.long), sha512(local.long)] }
output "uuid" { value = [uuidv5("dns", "www.terraform.io"), uuidv5("url", "https://www.terraform.io/")] }
output "url_csv" { value = [urlencode("a b&c/é~"), csvdecode("a,b\n1,2\n\"x,y\",\"q\"\"q\"\n")] }
output "paths" { value = [basename("a/b/c.txt"), dirname("a/b/c.txt"), basename("c"), dirname("c")] }
output "cidr" { value = [cidrhost("10.0.0.0/16", 5), cidrhost("10.0.0.0/16", -2), cidrnetmask("172.16.0.0/12"), cidrsubnet("10.0.0.0/16", 8, 2), cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162), cidrsubnets("10.1.0.0/16", 4, 4, 8, 4), cidrhost("fd00::/64", 34)] }
output "time" { value = [formatdate("DD MMM YYYY hh:mm ZZZ", "2024-02-29T23:05:09Z"), formatdate("EEEE, MMMM D, h:mmaa 'at' YY", "2018-01-02T15:04:05Z"), timeadd("2017-11-22T00:00:00Z", "10m"), timeadd("2020-12-31T23:59:59Z", "1h30m"), timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00Z")] }
locals {
  long = join("", [for i in range(200) : "block ${i};"])
}
